import { describe, expect, it } from 'vitest';
import { probeAnswer } from '../../test/probe-answer.ts';
import { bus, context, now, probe } from '../../test/probes-of-kinds.ts';
import { decisionOf } from './command-decision.ts';

const deviceId = 'pump-probe-r1';
const minute = 60_000;

describe('commands-sweep', () => {
  const commandId = 'probe-r1';
  const read = { answeredReads: [{ adapter: 'load', arguments: [commandId] }] };
  const parameters = { speed: 100 };
  const createdAt = now - 10 * minute;
  const saved = (status: string, expiresAt: number) => ({
    ...{ commandId, fleet: 'probe', deviceId, name: 'set-fan', parameters, createdAt, expiresAt },
    ...{ status, version: 3, updatedAt: now, history: [], origin: {} },
  });
  const expiresAt = now + 60 * minute;
  const publication = {
    topic: `cmd/probe/${deviceId}/request/${commandId}`,
    request: { commandId, name: 'set-fan', parameters, issuedAt: createdAt, expiresAt },
    messageExpiry: 3600,
  };

  it('sends what was not sent, as it was made', async () => {
    const { verify } = await probe('commands-sweep', 'is sent to its device');
    const save = ['save', saved('SENT', expiresAt)] as const;
    expect(verify(probeAnswer([['publish', publication], save], [], read))).toEqual([]);
    expect(verify(probeAnswer([save], [], read))).not.toEqual([]);
    expect(verify(probeAnswer([], [], read))).not.toEqual([]);
    const other = { ...publication, topic: `cmd/probe/pump-2/request/${commandId}` };
    expect(verify(probeAnswer([['publish', other], save], [], read)).join()).toContain('what it publishes');
    const speed = { ...publication, request: { ...publication.request, parameters: { speed: 0 } } };
    expect(verify(probeAnswer([['publish', speed], save], [], read)).join()).toContain('what it publishes');
  });

  it.each([
    ['not sent in time', 'EXPIRED'],
    ['SENT when its time is over', 'TIMED_OUT'],
    ['IN_PROGRESS when its time is over', 'TIMED_OUT'],
  ])('ends what is %s', async (name, status) => {
    const { verify } = await probe('commands-sweep', name);
    expect(verify(probeAnswer([['save', saved(status, now - minute)]], [], read))).toEqual([]);
    expect(verify(probeAnswer([['save', saved('SUCCEEDED', now - minute)]], [], read))).not.toEqual([]);
    expect(verify(probeAnswer([], [], read))).not.toEqual([]);
  });

  it.each(['SENT before', 'IN_PROGRESS before', 'came to its end'])('lets be what is %s', async (name) => {
    const { verify } = await probe('commands-sweep', name);
    expect(verify(probeAnswer([], [], read))).toEqual([]);
    expect(verify(probeAnswer([['save', saved('TIMED_OUT', now)]], [], read))).not.toEqual([]);
  });

  it('must look at what is due; only under a rollback may a version be from before it could be told', async () => {
    const { verify } = await probe('commands-sweep', 'came to its end');
    expect(verify(probeAnswer([]))).not.toEqual([]);
    const old = await probe('commands-sweep', 'came to its end', { ...context, isRollback: true });
    expect(old.verify(probeAnswer([]))).toEqual([]);
    expect(old.verify(probeAnswer([['save', saved('TIMED_OUT', now)]], [], read))).not.toEqual([]);
  });
});

describe('decisions-sweep', () => {
  const read = { answeredReads: [{ adapter: 'load', arguments: [deviceId] }] };
  const outbox = [20, 10].map((ago) => decisionOf(deviceId, now - ago * minute));
  const entries = outbox.map((decision) => ({
    ...{ EventBusName: bus, Source: 'signalbox.decisions', DetailType: 'Decision', Detail: JSON.stringify(decision) },
  }));
  const dueAt = now - minute;
  const tick = { type: 'tick', fleet: 'probe', deviceId, dueAt, receivedAt: now };
  const machines = { hot: { kind: 'rule', status: 'PENDING', timers: { for: dueAt } } };
  const cleared = {
    ...{ deviceId, fleet: 'probe', ruleSet: 'default', ruleSetHash: 'probe', version: 8, updatedAt: now, outbox: [] },
    state: { schemaVersion: 2, now: now - 10 * minute, machines },
  };

  it('says what waits, clears it, and puts the tick of the timer', async () => {
    const { verify } = await probe('decisions-sweep', 'sent, and a timer');
    const writes = [
      ['putEvents', entries],
      ['save', cleared],
      ['put', [tick]],
    ] as const;
    expect(verify(probeAnswer(writes, [], read))).toEqual([]);
    for (const left of [0, 1, 2]) {
      const some = writes.filter((_, index) => index !== left);
      expect(verify(probeAnswer(some, [], read))).not.toEqual([]);
    }
    const [said, , put] = writes;
    expect(verify(probeAnswer([said, ['save', { ...cleared, state: undefined }], put], [], read)).join()).toContain(
      'what it saves',
    );
    const half = [['putEvents', entries.slice(1)], writes[1], put] as const;
    expect(verify(probeAnswer(half, [], read)).join()).toContain('what it says');
    const early = [said, writes[1], ['put', [{ ...tick, dueAt: dueAt - 1 }]]] as const;
    expect(verify(probeAnswer(early, [], read)).join()).toContain('what it puts on the stream');
  });

  it('clears nothing that the bus does not take', async () => {
    const { answers, verify } = await probe('decisions-sweep', 'does not take');
    expect(answers?.['putEvents']).toContainEqual({ ok: false, code: 'probe' });
    const tried = [
      ['putEvents', entries],
      ['put', [tick]],
    ] as const;
    expect(verify(probeAnswer(tried, [], read))).toEqual([]);
    expect(verify(probeAnswer([...tried, ['save', cleared]], [], read))).not.toEqual([]);
  });

  it('puts no tick of a timer that is not due', async () => {
    const { verify } = await probe('decisions-sweep', 'not due');
    expect(verify(probeAnswer([], [], read))).toEqual([]);
    expect(verify(probeAnswer([['put', [tick]]], [], read))).not.toEqual([]);
    expect(verify(probeAnswer([]))).not.toEqual([]);
  });
});
