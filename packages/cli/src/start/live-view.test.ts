import { expect, test } from 'vitest';
import { type LiveState, liveLines, plainLine } from './live-view.ts';

const totals = { devices: 20, connected: 20, reported: 1300, acknowledged: 1290, dropped: 0, answers: {} };
const state: LiveState = {
  phase: 'ready',
  elapsedMs: 3_723_000,
  progress: '',
  endpoints: { aws: 'http://127.0.0.1:4566', mqtt: 'mqtt://127.0.0.1:1883', health: 'http://h', region: 'us-east-1' },
  speed: 1,
  messages: 1204,
  messagesPerSecond: 19.96,
  counts: {
    ...{ stored: 1190, decisions: 12, quarantined: 0, commands: { SENT: 1, SUCCEEDED: 9 } },
    alarms: { byState: { ACTIVE: 2, PENDING: 1 }, active: ['pump-demo-6 pump-silent', 'pump-demo-3 pump-overheating'] },
  },
  decided: {
    ...{ byRule: { 'pump-overheating': 9, 'pump-silent': 3 }, notifications: 3 },
    last: 'pump-demo-6: no data for 2m -> "pump-demo-6 is silent" (pump-silent)',
  },
  fleet: { name: 'demo', totals },
};
const plain = { bold: (text: string) => text, dim: (text: string) => text };

test('one screen says how the loop runs, where it is, and how to look into it', () => {
  expect(liveLines(state, plain)).toEqual([
    'signalbox  running  01:02:03',
    '',
    '  messages     20/s, 1,204 seen',
    '  stored       1,190',
    '  decisions    12: 9 pump-overheating, 3 pump-silent',
    '  the last     pump-demo-6: no data for 2m -> "pump-demo-6 is silent" (pump-silent)',
    '  notified     3',
    '  alarms       2 ACTIVE, 1 PENDING (pump-demo-6 pump-silent, pump-demo-3 pump-overheating)',
    '  commands     1 SENT, 9 SUCCEEDED',
    '  quarantined  0',
    '  fleet        demo: 20/20 connected, 0 readings dropped',
    '',
    '  AWS APIs  http://127.0.0.1:4566',
    '  MQTT      mqtt://127.0.0.1:1883',
    '  health    http://h',
    '  for the aws CLI:',
    '    export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=us-east-1',
    '    export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test',
    '',
    '  Ctrl-C stops everything',
  ]);
});

test('while it deploys, what is not known yet is not made up', () => {
  const deploying: LiveState = {
    ...state,
    phase: 'deploying',
    progress: '\u001b[2m  ✔ foundation ',
    counts: {},
    decided: { byRule: {}, notifications: 0 },
    fleet: undefined,
    speed: 60,
  };
  const lines = liveLines(deploying, plain);
  expect(lines[0]).toBe('signalbox  deploying  01:02:03, time runs 60 times as fast');
  expect(lines[1]).toBe('  ✔ foundation');
  expect(lines).toContain('  stored       -');
  expect(lines).toContain('  alarms       -');
  expect(lines.join()).not.toContain('the last');
  expect(lines.join()).not.toContain('fleet');
  expect(liveLines({ ...deploying, problem: 'a function crashed' }, plain)).toContain(
    '  last problem: a function crashed',
  );
});

test('the same in one line', () => {
  expect(plainLine({ ...state, fleet: undefined })).toBe(
    [
      'messages 20/s, 1,204 seen  stored 1,190  decisions 12: 9 pump-overheating, 3 pump-silent',
      'the last pump-demo-6: no data for 2m -> "pump-demo-6 is silent" (pump-silent)  notified 3',
      'alarms 2 ACTIVE, 1 PENDING (pump-demo-6 pump-silent, pump-demo-3 pump-overheating)',
      'commands 1 SENT, 9 SUCCEEDED  quarantined 0',
    ].join('  '),
  );
});

test('invocations that failed are said, and only then', () => {
  const failing = { ...state, counts: { ...state.counts, functionErrors: 3 } };
  expect(plainLine(failing)).toContain('errors 3 invocations failed');
  expect(plainLine({ ...state, counts: { ...state.counts, functionErrors: 0 } })).not.toContain('errors');
});

test('of many active alarms some are named', () => {
  const alarms = { byState: { ACTIVE: 5 }, active: ['a hot', 'b hot', 'c hot'] };
  expect(plainLine({ ...state, counts: { ...state.counts, alarms } })).toContain(
    'alarms 5 ACTIVE (a hot, b hot, c hot, …)',
  );
  const none = { byState: {}, active: [] };
  expect(plainLine({ ...state, counts: { ...state.counts, alarms: none } })).toContain('alarms none  ');
});

test('metrics that lag behind the bus do not make the sum larger than the whole', () => {
  expect(plainLine({ ...state, counts: { ...state.counts, decisions: 7 } })).toContain(
    'decisions 12: 9 pump-overheating',
  );
  const undecided = { byRule: {}, notifications: 0 };
  expect(plainLine({ ...state, counts: { ...state.counts, decisions: 0 }, decided: undecided })).toContain(
    'decisions 0  ',
  );
});
