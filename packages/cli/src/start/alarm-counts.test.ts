import { expect, test } from 'vitest';
import type { AlarmRow } from '../alarms/alarm-row.ts';
import { countAlarms } from './alarm-counts.ts';

const row = (deviceId: string, state: string, since?: number): AlarmRow => ({
  ...{ deviceId, fleet: 'demo', ruleSet: 'default', rule: 'hot', kind: 'rule', state },
  ...(since === undefined ? {} : { since }),
});

test('counts what is not normal, and names the active alarms that came last', () => {
  const rows = [
    row('a', 'NORMAL'),
    row('b', 'PENDING'),
    ...[1, 2, 3, 4].map((since) => row(`c${since}`, 'ACTIVE', since)),
  ];
  const { active, byState } = countAlarms(rows);
  expect(Object.entries(byState)).toEqual([
    ['ACTIVE', 4],
    ['PENDING', 1],
  ]);
  expect(active).toEqual(['c4 hot', 'c3 hot', 'c2 hot']);
});

test('the state of a detector is no alarm', () => {
  expect(countAlarms([{ ...row('a', 'ACTIVE'), kind: 'detector' }])).toEqual({ byState: {}, active: [] });
});
