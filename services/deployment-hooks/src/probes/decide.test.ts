import type { Decision } from '@signalbox/contracts';
import { describe, expect, it } from 'vitest';
import { probeAnswer } from '../../test/probe-answer.ts';
import { bus, context, decision, decisionOf, itemsOf, probe } from '../../test/probes-of-kinds.ts';
import { probesOf } from './index.ts';

describe('decide', () => {
  const item = (outbox: readonly unknown[], deviceId = 'pump-probe-r1') => ({ deviceId, fleet: 'probe', outbox });
  const event = (said: unknown, overrides: object = {}) => ({
    ...{ EventBusName: bus, Source: 'signalbox.decisions', DetailType: 'Decision', Detail: JSON.stringify(said) },
    ...overrides,
  });

  it('takes what the bundle decides, saved before it is said', async () => {
    const { verify } = await probe('decide', 'saved, then said');
    expect(
      verify(
        probeAnswer([
          ['save', item([decision])],
          ['putEvents', [event(decision)]],
          ['save', item([])],
        ]),
      ),
    ).toEqual([]);
    expect(
      verify(
        probeAnswer([
          ['putEvents', [event(decision)]],
          ['save', item([decision])],
          ['save', item([])],
        ]),
      ),
    ).not.toEqual([]);
    expect(verify(probeAnswer([['save', item([])]]))).not.toEqual([]);
    const twice = [decision, decision];
    expect(
      verify(
        probeAnswer([
          ['save', item(twice)],
          ['putEvents', twice.map((each) => event(each))],
          ['save', item([])],
        ]),
      ),
    ).not.toEqual([]);
    const other = { ...item([decision]), deviceId: 'pump-1' };
    expect(
      verify(
        probeAnswer([
          ['save', other],
          ['putEvents', [event(decision)]],
          ['save', item([])],
        ]),
      ),
    ).not.toEqual([]);
  });

  it.each([
    ['that says more than was decided', event({ ...decision, engine: 'two' })],
    ['that goes to another bus', event(decision, { EventBusName: 'default' })],
    ['of another kind', event(decision, { DetailType: 'Notification' })],
  ])('notices an event %s', async (_what, said) => {
    const { verify } = await probe('decide', 'saved, then said');
    const writes = [
      ['save', item([decision])],
      ['putEvents', [said]],
      ['save', item([])],
    ] as const;
    expect(verify(probeAnswer(writes))).not.toEqual([]);
  });

  it('takes devices by turns, and notices when one gets what is of another', async () => {
    const { verify, ...rest } = await probe('decide', 'by turns');
    const devices = [...new Set(itemsOf({ verify, ...rest }).map(({ partitionKey }) => partitionKey))];
    expect(devices).toHaveLength(3);
    expect(itemsOf({ verify, ...rest }).length).toBeGreaterThan(50);
    const writes = (told: (deviceId: string) => Decision) =>
      devices.flatMap(
        (deviceId) =>
          [
            ['save', item([decisionOf(deviceId)], deviceId)],
            ['putEvents', [event(told(deviceId))]],
            ['save', item([], deviceId)],
          ] as const,
      );
    expect(verify(probeAnswer(writes(decisionOf)))).toEqual([]);
    expect(verify(probeAnswer(writes(() => decisionOf(devices[0] ?? ''))))).not.toEqual([]);
    expect(verify(probeAnswer(writes(decisionOf).slice(3)))).not.toEqual([]);
  });

  it('notices that a state which others write is passed over, or that its decisions are said', async () => {
    const { verify, ...rest } = await probe('decide', 'others keep writing');
    const [first] = itemsOf({ verify, ...rest });
    const failed = [first?.sequenceNumber ?? ''];
    expect(verify(probeAnswer([['save', item([decision])]], failed))).toEqual([]);
    expect(verify(probeAnswer([['save', item([decision])]]))).not.toEqual([]);
    expect(
      verify(
        probeAnswer(
          [
            ['save', item([decision])],
            ['putEvents', [event(decision)]],
          ],
          failed,
        ),
      ),
    ).not.toEqual([]);
  });

  it('asks no more than hostile records of what has no bundle', async () => {
    const { decisionsOn: _none, ...without } = context;
    expect((await probesOf('decide', without)).map(({ name }) => name).join()).not.toContain('saved, then said');
  });
});
