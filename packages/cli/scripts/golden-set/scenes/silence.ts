import { devices, message, reading, sceneOf, series, sound, tick } from '../scene.ts';

/** How long each is silent, s: a minute and ten seconds are borne. */
const pauses = [59, 60, 61, 69, 69.999, 70, 70.001, 71, 180];

const hot = { ...sound, temperature: 92 };

export const silence = sceneOf('silence', [
  ...devices('pause', pauses.length, (deviceId, index) => {
    const back = 20 + (pauses[index] ?? 0);
    return [...series(deviceId, [sound, sound, sound]), ...series(deviceId, [sound, sound, sound], { from: back })];
  }),
  // The sweeper finds it before it comes back; ticks that come too early, twice and late.
  ...devices('gone', 4, (deviceId, index) => [
    ...series(deviceId, [sound, hot]),
    tick(deviceId, 30, 80),
    tick(deviceId, 79.999, 80),
    tick(deviceId, 80 + index * 20, 80),
    tick(deviceId, 141 + index, 80),
    ...series(deviceId, [hot, sound], { from: 300 }),
    tick(deviceId, 380 + index, 380),
  ]),
  // What is refused is no word of the device.
  ...devices('mute', 3, (deviceId) => [
    ...series(deviceId, [sound, sound]),
    message(deviceId, 40, 'not JSON'),
    message(deviceId, 60, { metrics: { temprature: 60 } }),
    tick(deviceId, 81, 80),
    message(deviceId, 90, { metrics: sound }),
    message(deviceId, 100, reading(100, sound)),
  ]),
]);
