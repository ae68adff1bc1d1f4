import { expect, test } from 'vitest';
import { readExpectedChanges } from './read-expected-changes.ts';

const read = (text: string) => readExpectedChanges('releases/expected-changes.yaml', text);

test('gives what is declared, durations in milliseconds', () => {
  const text = `
changes:
  - rule: pump-hot
    change: moved
    ruleSet: "0123456789ab"
    atMost: { percent: 12.5, by: 10m }
    reason: the limit is lower now
  - { rule: pump-cold, change: added, atMost: { decisions: 3, devices: 2 }, reason: new }
`;
  expect(read(text).changes).toEqual([
    {
      rule: 'pump-hot',
      change: 'moved',
      ruleSet: '0123456789ab',
      atMost: { percent: 12.5, byMs: 600_000 },
      reason: 'the limit is lower now',
    },
    { rule: 'pump-cold', change: 'added', atMost: { decisions: 3, devices: 2 }, reason: 'new' },
  ]);
});

test('gives what may become of records', () => {
  const text = `
changes: []
records:
  - deviceType: pump
    change: refused
    code: METRIC_RANGE
    atMost: { percent: 2.5, devices: 3 }
    reason: sensors above 150 °C are broken
  - { fleet: demo, change: stored-otherwise, atMost: { readings: 40 }, reason: units }
`;
  expect(read(text).records).toEqual([
    {
      ...{ deviceType: 'pump', change: 'refused', code: 'METRIC_RANGE' },
      ...{ atMost: { percent: 2.5, devices: 3 }, reason: 'sensors above 150 °C are broken' },
    },
    { fleet: 'demo', change: 'stored-otherwise', atMost: { readings: 40 }, reason: 'units' },
  ]);
});

test('nothing may be declared', () => {
  expect(read('changes: []\n')).toEqual({ changes: [], records: [] });
  expect(read('changes: []\nrecords: []\n')).toEqual({ changes: [], records: [] });
});

test.each([
  ['an empty file', '', '1:1: is null, must be an object with changes'],
  ['no YAML', 'changes: [', /expected-changes.yaml:\d+:\d+: /],
  ['another member', 'changes: []\nmore: 1\n', '2:1: more is not known here'],
  [
    'no bound',
    'changes:\n  - { rule: a, change: added, atMost: {}, reason: x }\n',
    '2:39: needs decisions and devices',
  ],
  ['a bound of nothing', 'changes:\n  - { rule: a, change: added, atMost: { percent: 0 }, reason: x }', 'above 0'],
  [
    'a short hash',
    'changes:\n  - { rule: a, change: added, ruleSet: "abc", atMost: { devices: 1 }, reason: x }',
    '2:40: is "abc"',
  ],
  [
    'no reason',
    'changes:\n  - rule: a\n    change: added\n    atMost: { devices: 1 }\n    reason: # say why\n',
    'is null, must be a text that says why',
  ],
  [
    'a kind that is none',
    'changes:\n  - { rule: a, change: gone, atMost: { devices: 1 }, reason: x }',
    'must be one of added, removed, moved, changed',
  ],
  [
    'how far, of what did not move',
    'changes:\n  - { rule: a, change: added, atMost: { by: 5m }, reason: x }',
    '2:41: by says how far',
  ],
  [
    'the same twice',
    'changes:\n  - { rule: a, change: added, atMost: { devices: 1 }, reason: x }\n  - { rule: a, change: added, atMost: { devices: 2 }, reason: y }',
    '3:5: what is added of a is declared already',
  ],
  [
    'records of nobody',
    'changes: []\nrecords:\n  - { change: refused, atMost: { readings: 1 }, reason: x }',
    '3:5: needs deviceType and fleet, or one of them',
  ],
  [
    'records without a bound',
    'changes: []\nrecords:\n  - { fleet: a, change: refused, atMost: {}, reason: x }',
    '3:42: needs readings and devices and percent, or one of them',
  ],
  [
    'records with a bound of decisions',
    'changes: []\nrecords:\n  - { fleet: a, change: refused, atMost: { decisions: 1 }, reason: x }',
    'decisions is not known here',
  ],
  [
    'a fate that is none',
    'changes: []\nrecords:\n  - { fleet: a, change: gone, atMost: { readings: 1 }, reason: x }',
    'must be one of accepted, dropped, refused, refused-otherwise, stored-otherwise',
  ],
  [
    'a code that is none',
    'changes: []\nrecords:\n  - { fleet: a, change: refused, code: BAD, atMost: { readings: 1 }, reason: x }',
    'must be one of EMPTY_PAYLOAD',
  ],
  [
    'a code of what is not refused',
    'changes: []\nrecords:\n  - { fleet: a, change: dropped, code: NOT_JSON, atMost: { readings: 1 }, reason: x }',
    '3:34: code says what readings are refused for; these are dropped',
  ],
  [
    'the same records twice',
    'changes: []\nrecords:\n  - { fleet: a, change: refused, atMost: { readings: 1 }, reason: x }\n  - { fleet: a, change: refused, atMost: { readings: 2 }, reason: x }',
    '4:5: what is refused of a is declared already',
  ],
])('refuses %s, by its place', (_what, text, message) => {
  expect(() => read(text)).toThrow(message);
});
