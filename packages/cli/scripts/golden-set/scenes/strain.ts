import { devices, type Metrics, message, reading, type SceneRecord, sceneOf, series, sound, tick } from '../scene.ts';

const shaking = (vibration: number, more: Metrics = {}): Metrics => ({ ...sound, vibration, ...more });
const times = (count: number, metrics: Metrics): readonly Metrics[] => Array.from({ length: count }, () => metrics);

/** Each 10 s: a minute is seven readings, the first and the last of them included. */
const walks: readonly (readonly Metrics[])[] = [
  // Not quite a minute, then a minute; calm only half a mm/s below.
  [sound, ...times(6, shaking(4.5)), shaking(4.49), ...times(8, shaking(4.5)), shaking(4.2), shaking(4), shaking(3.99)],
  [
    sound,
    ...times(8, shaking(4.49)),
    ...times(8, shaking(4.51)),
    shaking(4.01),
    shaking(4.4),
    ...times(2, shaking(3.5)),
  ],
  // A pump that stands may shake as it likes; one that stops in between starts anew.
  [
    ...times(8, shaking(9, { running: false })),
    ...times(4, shaking(9)),
    shaking(9, { running: false }),
    ...times(8, shaking(9)),
    sound,
  ],
  // It lasts on while it stands: only calm ends it.
  [
    ...times(8, shaking(6)),
    ...times(3, shaking(6, { running: false })),
    shaking(1),
    ...times(8, shaking(6)),
    shaking(1),
  ],
  // One moment of calm in the midst.
  [
    ...times(5, shaking(5)),
    shaking(4.45),
    ...times(5, shaking(5)),
    shaking(4.45),
    ...times(9, shaking(5)),
    shaking(3.9),
  ],
];

/** A minute to the millisecond: what comes just before its end does not see it, what comes at its end does. */
const toTheMillisecond = (deviceId: string, index: number): readonly SceneRecord[] => {
  const end = 60 + (index - 1) / 1000;
  return [
    ...series(deviceId, times(6, shaking(5))),
    message(deviceId, end, reading(end, shaking(5))),
    ...series(deviceId, [shaking(1), shaking(5), shaking(1)], { from: 65 }),
  ];
};

export const strain = sceneOf('strain', [
  ...devices('strain', walks.length, (deviceId, index) => series(deviceId, walks[index] ?? [])),
  ...devices('minute', 3, toTheMillisecond),
  // Nothing comes any more, and the sweeper says when it was a minute.
  ...devices('waiting', 2, (deviceId, index) => [
    ...series(deviceId, times(2, shaking(5))),
    tick(deviceId, 40, 60),
    tick(deviceId, 59 + index * 3, 60),
    ...series(deviceId, [shaking(4.6), shaking(1)], { from: 65 }),
  ]),
  // Both rules, on the same records.
  ...devices('both', 3, (deviceId, index) => {
    const both = shaking(5 + index, { temperature: 95 });
    return series(deviceId, [sound, ...times(9, both), shaking(3, { temperature: 70 })]);
  }),
]);
