import { describe, expect, it } from 'vitest';
import { readDetectorModel } from '../definition-read.ts';
import { readSample, type SampleModelName } from '../models/sample-model.ts';
import { compileDetector } from './compile-detector.ts';
import { shown, startDetector, variablesOf } from './detector.fixture.ts';

const start = (name: SampleModelName) => {
  const { model, problems } = readDetectorModel(readSample(name));
  if (model === undefined) throw new Error(JSON.stringify(problems));
  return startDetector(compileDetector(model));
};

/** The states that a detector went through, with the texts that it sent. */
const story = ({ evaluations }: ReturnType<typeof startDetector>): string[] =>
  evaluations.flatMap(({ from, state, actions }) => {
    const sent = actions.flatMap(({ payload }) => (payload === undefined ? [] : [payload.text]));
    return from === state?.stateName && sent.length === 0
      ? []
      : [[`${from} > ${state?.stateName}`, ...sent].join(': ')];
  });

describe('a freezer door', () => {
  it('is ajar after two minutes without a movement', () => {
    const detector = start('freezer-door');
    detector.send(0, 'DoorContact', { doorId: 'd1', open: true, moved: true });
    detector.send(100, 'DoorContact', { doorId: 'd1', open: true, moved: true });
    detector.passTo(219_999);
    expect(detector.state?.stateName).toBe('Open');
    detector.passTo(220_000);
    detector.send(500, 'DoorContact', { doorId: 'd1', open: false });
    expect(story(detector)).toEqual([
      'Closed > Open',
      'Open > Ajar: {"door":"d1","open":true}',
      expect.stringMatching(/^Ajar > Closed: \{"eventTime":500000,/),
    ]);
  });

  it('is not ajar when it was shut, for leaving the state clears the timer', () => {
    const detector = start('freezer-door');
    detector.send(0, 'DoorContact', { doorId: 'd1', open: true });
    detector.send(60, 'DoorContact', { doorId: 'd1', open: false });
    detector.passTo(900_000);
    expect(detector.state).toMatchObject({ stateName: 'Closed', timers: {} });
    expect(detector.evaluations).toHaveLength(2);
  });
});

describe('a tank (SERIAL)', () => {
  it('counts its refills within the event that follows, and is leaking when one takes too long, in whichever state', () => {
    const detector = start('tank-refill');
    const levels = [
      [0, 10],
      [100, 95],
      [200, 15],
      [300, 85],
      [400, 86],
    ] as const;
    for (const [second, level] of levels) detector.send(second, 'Tank', { level });
    expect(variablesOf(detector.state)).toBe('refills=2');
    detector.passTo(1_100_000);
    detector.send(1200, 'Technician', { done: true });
    expect(story(detector)).toEqual([
      'Filled > Filling',
      'Filling > Filled',
      'Filled > Filling',
      'Filling > Settling',
      'Settling > Leaking: Refill 2 did not end: level 86',
      'Leaking > Filled',
    ]);
    expect(detector.evaluations[5]?.from).toBe('Settling');
  });
});

describe('a greenhouse', () => {
  it('reckons with decimals as they come', () => {
    const detector = start('greenhouse');
    const frost = detector.send(0, 'Greenhouse', '{"house":"g1","celsius":1.5,"warmest":4,"coldest":1}');
    expect(frost.actions.at(-1)?.payload).toEqual({
      text: 'It has 1.5 degrees (34.7 in Fahrenheit), 1.5 around the mean',
      json: false,
    });
    detector.send(1, 'Greenhouse', '{"house":"g1","celsius":35,"wind":3}');
    expect(story(detector).at(-1)).toBe('Growing > Venting: {"open":true,"celsius":35}');
  });

  it('stays as it is when what the wind does is not known', () => {
    const detector = start('greenhouse');
    detector.send(0, 'Greenhouse', { house: 'g1', celsius: 35 });
    expect(detector.state?.stateName).toBe('Growing');
  });
});

describe('a heartbeat', () => {
  it('keeps its patience until it is armed anew', () => {
    const detector = start('heartbeat.description');
    detector.send(0, 'Beat', { deviceId: 'd1' });
    detector.send(10, 'Settings', { deviceId: 'd1', patienceSeconds: 600 });
    detector.send(20, 'Beat', { deviceId: 'd1' });
    detector.passTo(379_999);
    expect(detector.state?.stateName).toBe('Online');
    detector.passTo(380_000);
    expect(detector.state?.stateName).toBe('Offline');
    const { actions } = detector.send(500, 'Beat', { deviceId: 'd1' });
    expect(shown({ actions })).toEqual(['onEnter/Arm setTimer {"timerName":"silence","seconds":1200}']);
  });
});

describe('a boiler alarm built of states', () => {
  it('comes, is snoozed, wakes and latches', () => {
    const detector = start('boiler-alarm');
    const command = (second: number, name: string, more: object = {}) =>
      detector.send(second, 'AlarmCommand', { boilerId: 'b1', name, ...more });
    const heat = (second: number, temperature: number) =>
      detector.send(second, 'Boiler', { boilerId: 'b1', temperature });
    heat(0, 99);
    command(1, 'snooze', { seconds: 60 });
    detector.passTo(100_000);
    command(101, 'limit', { value: 90 });
    heat(102, 92);
    heat(103, 80);
    command(104, 'acknowledge');
    expect(story(detector).map((each) => each.split(':')[0])).toEqual([
      'NORMAL > ACTIVE',
      'ACTIVE > SNOOZED',
      'SNOOZED > NORMAL',
      'NORMAL > ACTIVE',
      'ACTIVE > LATCHED',
      'LATCHED > NORMAL',
    ]);
  });
});
