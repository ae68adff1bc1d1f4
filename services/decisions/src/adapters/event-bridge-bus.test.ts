import type { CommandDecision, Decision } from '@signalbox/contracts';
import { initialState } from '@signalbox/decision-engine';
import { describe, expect, it } from 'vitest';
import { fanModel, reports } from '../../test/pump-records.ts';
import { advanceAlone } from '../../test/released.ts';
import { eventBridgeBus } from './event-bridge-bus.ts';

interface Call {
  readonly input: { readonly Entries: readonly { readonly Detail: string; readonly DetailType: string }[] };
}

const swing = Array.from({ length: 23 }, (_, index) => (index % 2 ? 70 : 95));
const { decisions } = advanceAlone(fanModel(), initialState, [reports(1, swing)], 100);

/** A bus that answers with `answer`, which is given the number of the call and of the entry. */
const busThat = (answer: (call: number, entry: number) => object) => {
  const calls: Call[] = [];
  const send = async (call: Call) => {
    calls.push(call);
    return { Entries: call.input.Entries.map((_, entry) => answer(calls.length, entry)) };
  };
  return { calls, bus: eventBridgeBus({ client: { send } as never, busName: 'bus' }) };
};

describe('eventBridgeBus', () => {
  it('puts ten entries a call, in order', async () => {
    const { calls, bus } = busThat((call, entry) => ({ EventId: `${call}.${entry}` }));
    const deliveries = await bus.emit(decisions);
    expect(calls.map(({ input }) => input.Entries.length)).toEqual([10, 10, 3]);
    expect(deliveries[12]).toEqual({ ok: true, id: '2.2' });
    expect(calls.flatMap(({ input }) => input.Entries.map(({ Detail }) => JSON.parse(Detail)))).toEqual(decisions);
    expect(calls[0]?.input.Entries[0]).toMatchObject({
      ...{ EventBusName: 'bus', Source: 'signalbox.decisions', DetailType: 'Decision' },
    });
  });

  it('says what a decision asks for, and puts no more into a call than it may hold', async () => {
    const { calls, bus } = busThat((call, entry) => ({ EventId: `${call}.${entry}` }));
    const [decision] = decisions as [Decision];
    const { command: _command, ...reached } = decision as CommandDecision;
    const notification = { ...reached, notification: { message: 'ü'.repeat(4000) } };
    const sent = {
      type: 'lambda',
      event: 'e',
      lifecycle: 'onEnter',
      functionArn: 'f',
      payload: 'x'.repeat(100_000),
    } as const;
    const action = { ...reached, action: sent };
    const deliveries = await bus.emit([decision, notification, action, action, action, notification]);
    expect(deliveries.map((delivery) => delivery.ok && delivery.id)).toEqual([
      '1.0',
      '1.1',
      '1.2',
      '1.3',
      '2.0',
      '2.1',
    ]);
    expect(calls.map(({ input }) => input.Entries.map(({ DetailType }) => DetailType))).toEqual([
      ['Decision', 'Notification', 'DetectorAction', 'DetectorAction'],
      ['DetectorAction', 'Notification'],
    ]);
  });

  it('takes an entry for sent only if it got an id', async () => {
    const answers = [{ EventId: 'a' }, { ErrorCode: 'ThrottlingException' }, {}];
    const { bus } = busThat((_call, entry) => answers[entry] ?? {});
    expect(await bus.emit(decisions.slice(0, 3))).toEqual([
      { ok: true, id: 'a' },
      { ok: false, code: 'ThrottlingException' },
      { ok: false, code: 'NoIdReturned' },
    ]);
  });

  it('refuses the entries of a call that failed, and only those', async () => {
    const { bus } = busThat((call) => {
      if (call === 2) throw Object.assign(new Error('no'), { name: 'InternalException' });
      return { EventId: 'x' };
    });
    const deliveries = await bus.emit(decisions);
    expect(deliveries).toHaveLength(23);
    expect(deliveries.filter(({ ok }) => !ok)).toEqual(Array(10).fill({ ok: false, code: 'InternalException' }));
    expect(deliveries.slice(10, 20).every(({ ok }) => !ok)).toBe(true);
  });
});
