import type { Decision } from '@signalbox/contracts';
import { expect, test } from 'vitest';
import { messageKey } from './kept-telemetry.ts';
import { lostMessages } from './lost-telemetry.ts';
import type { SeenCommand } from './traffic.ts';
import { checkCommands } from './wrong-commands.ts';

const decision = (decisionId: string, deviceId = 'pump-1', decidedAt = 50): Decision => ({
  ...{ decisionId, ruleSet: 'default', rule: 'hot', fleet: 'bench', deviceId, decidedAt, reason: '' },
  cause: { type: 'timer', timer: 'for', dueAt: 1 },
  command: { name: 'set-fan', parameters: { speed: 100 } },
});

const command = (commandId: string, decisionId: string, more: Partial<SeenCommand> = {}): SeenCommand => ({
  ...{ commandId, decisionId, deviceId: 'pump-1', name: 'set-fan', parameters: { speed: 100 }, ...more },
});

const window = { from: 0, to: 100 };

test('a command is right if the version before would have sent it: once, to that device, with those parameters', () => {
  const decisions = [decision('a'), decision('b', 'pump-2'), decision('c', 'pump-3', 200)];
  const right = [command('1', 'a'), command('1', 'a'), command('2', 'b', { deviceId: 'pump-2' })];
  expect(checkCommands(right, decisions, window)).toEqual({ wrong: [], missing: 0, seen: 2 });
  expect(checkCommands([...right, command('3', 'a')], decisions, window).wrong).toHaveLength(1);
  expect(checkCommands([...right, command('3', 'z')], decisions, window).wrong).toHaveLength(1);
  expect(checkCommands([command('2', 'b')], decisions, window)).toMatchObject({
    wrong: [command('2', 'b')],
    missing: 1,
  });
  const slower = command('1', 'a', { parameters: { speed: 10 } });
  expect(checkCommands([slower], decisions, window)).toMatchObject({ wrong: [slower], missing: 1 });
});

const message = (payload: string) => ({
  topic: 'dt/bench/pump-1/telemetry',
  payload: Buffer.from(payload).toString('base64'),
});

test('a message is lost unless it is archived, and stored or in quarantine', () => {
  const stored = message('{"time":1,"metrics":{}}');
  const backlog = message('{"readings":[{"time":2},{"time":3}]}');
  const garbage = message('{"garbage"');
  const all = [stored, backlog, garbage];
  const keys = new Set(all.map(messageKey));
  const kept = { archived: keys, quarantined: new Set([messageKey(garbage)]) };
  expect(lostMessages(all, { ...kept, rows: new Set(['pump-1 1', 'pump-1 2', 'pump-1 3']) })).toEqual([]);
  expect(lostMessages(all, { ...kept, rows: new Set(['pump-1 1', 'pump-1 2']) })).toEqual([backlog]);
  expect(lostMessages(all, { ...kept, archived: new Set(), rows: new Set() })).toEqual(all);
});
