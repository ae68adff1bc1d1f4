import { at, devices, type Metrics, message, reading, type SceneRecord, sceneOf, series, sound } from '../scene.ts';

const hot = { ...sound, temperature: 95 };
const shaking = { ...sound, vibration: 6 };

/** How late a hot reading is, s: a rule takes none older than a quarter of an hour. */
const lateness = [1, 60, 600, 899, 899.999, 900, 900.001, 901, 3600];

/** Taken every ten seconds while the device was offline, sent in one message. */
const backlog = (deviceId: string, second: number, count: number, metrics: Metrics = hot): SceneRecord => {
  const readings = Array.from({ length: count }, (_, index) => ({
    ...reading(second, metrics, (count - index) * 10),
    seq: index,
  }));
  return message(deviceId, second, { readings });
};

export const late = sceneOf('late', [
  ...devices('late', lateness.length, (deviceId, index) => [
    ...series(deviceId, [sound, sound]),
    message(deviceId, 20, reading(20, hot, lateness[index])),
    ...series(deviceId, [sound, hot, sound], { from: 30 }),
  ]),
  ...devices('backlog', 3, (deviceId, index) => [
    message(deviceId, 0, reading(0, sound)),
    backlog(deviceId, 60, 5 + index * 30),
    backlog(deviceId, 65, 9, shaking),
    ...series(deviceId, [shaking, shaking, sound], { from: 70 }),
  ]),
  // The order of the stream counts, not that of the device's clock.
  ...devices('jumbled', 3, (deviceId, index) => [
    message(deviceId, 10, reading(10, sound)),
    message(deviceId, 20, reading(20, hot, 15)),
    message(deviceId, 21, reading(21, sound, 60)),
    message(deviceId, 22, reading(22, hot)),
    message(deviceId, 23 + index, { readings: [reading(23, sound, 5), reading(23, hot, 20), reading(23, sound, 1)] }),
  ]),
  // Sent again, under another position: the device's own counter tells.
  ...devices('twice', 4, (deviceId, index) => {
    const said = (second: number, seq: number, metrics: Metrics = hot) =>
      message(deviceId, second, { time: at(Math.min(second, 20)), seq, metrics });
    return [
      said(0, 1, sound),
      said(10, 2),
      said(11, 2),
      said(20, 3, { ...sound, temperature: 70 }),
      said(25 + index, 2),
      said(30, 3, { ...sound, temperature: 70 }),
      said(40, 4),
      said(50, 0, sound),
      said(55, 1),
    ];
  }),
  // No time at all, one in words, and clocks that are ahead.
  ...devices('clock', 4, (deviceId, index) => [
    message(deviceId, 0, { metrics: sound }),
    message(deviceId, 10, { time: new Date(at(10)).toISOString(), metrics: hot }),
    message(deviceId, 20, { metrics: sound }),
    message(deviceId, 30, reading(30, hot, -300 * (index + 1))),
    message(deviceId, 40, reading(40, sound)),
  ]),
]);
