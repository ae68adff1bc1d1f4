import { PermanentError } from '@signalbox/lambda-kit';
import { describe, expect, it } from 'vitest';
import { functions, newProgress } from '../test/fakes.ts';
import { probeAnswer } from '../test/probe-answer.ts';
import { checkReaders } from './check-readers.ts';
import type { Functions } from './ports.ts';
import { decisionOf } from './probes/command-decision.ts';

const now = Date.UTC(2026, 10, 24, 1, 30);
const shift = { functionName: 'signalbox-decisions-x-decide', alias: 'live', currentVersion: '3', targetVersion: '4' };
const decisions = Array.from({ length: 12 }, (_, index) => decisionOf(`pump-${index}`, now));
const entry = (decision: object, DetailType = 'Decision') => ({
  ...{ Source: 'signalbox.decisions', DetailType, Detail: JSON.stringify(decision) },
});

const performer = 'signalbox-decisions-x-perform';

/** A reader that makes commands of what it knows every member of. */
const check = async (says: readonly object[], overrides: Partial<Functions> = {}) => {
  const known = new Set(Object.keys(decisions[0] ?? {}));
  const asked: string[] = [];
  const { made } = functions(undefined, {
    tags: async (name) => ({ 'signalbox:kind': name === performer ? 'perform' : 'create-command' }),
    invoke: async (name, version, payload) => {
      asked.push(`${name}:${version}`);
      if (name === shift.functionName) return { ok: true, value: probeAnswer([['putEvents', says]]) };
      const { probe } = payload as { probe: { event: { Records: { body: string }[] } } };
      const details = probe.event.Records.map(({ body }) => JSON.parse(body).detail as { decisionId: string });
      if (name === performer) {
        const known = details.filter((detail) => !('engine' in detail));
        return { ok: true, value: probeAnswer(known.map((origin) => ['sns', { type: 'sns' }, origin] as const)) };
      }
      const readable = details.filter((detail) => Object.keys(detail).every((member) => known.has(member)));
      return {
        ok: true,
        value: probeAnswer(readable.map(({ decisionId }) => ['save', { origin: { decisionId } }] as const)),
      };
    },
    ...overrides,
  });
  const progress = newProgress();
  await checkReaders(made, 'x', shift, { now, run: 'r1', environment: {} }, progress);
  return { asked, ok: progress.ok, lines: progress.checks.flatMap(({ lines }) => lines).join() };
};

describe('checkReaders', () => {
  it('has what runs read what the target says', async () => {
    const { asked, lines, ok } = await check(decisions.map((decision) => entry(decision)));
    expect(ok).toBe(true);
    expect(lines).toContain('reads all 12');
    const reader = 'signalbox-commands-x-create:live';
    expect(asked).toEqual(['signalbox-decisions-x-decide:4', reader, reader]);
  });

  it('fails a target that says what those who run refuse, and names it', async () => {
    const said = decisions.map((decision, index) => entry(index === 11 ? { ...decision, engine: 'two' } : decision));
    const { lines, ok } = await check(said);
    expect(ok).toBe(false);
    expect(lines).toContain(`does nothing of 1 of 12 decisions: ${decisions[11]?.decisionId}`);
  });

  it('has those who carry out actions read what asks for one', async () => {
    const actions = decisions.slice(0, 2).map((decision) => entry(decision, 'DetectorAction'));
    const { asked, lines, ok } = await check(actions);
    expect([ok, asked]).toEqual([true, ['signalbox-decisions-x-decide:4', `${performer}:live`]]);
    expect(lines).toContain('reads all 2');
    const more = await check([...actions, entry({ ...decisions[2], engine: 'two' }, 'DetectorAction')]);
    expect(more.ok).toBe(false);
    expect(more.lines).toContain(`${performer}:live does nothing of 1 of 3 decisions: ${decisions[2]?.decisionId}`);
  });

  it('leaves to others what asks for no command', async () => {
    const { asked, ok } = await check([entry({ ...decisions[0], engine: 'two' }, 'Notification')]);
    expect([ok, asked.length]).toEqual([true, 1]);
  });

  it('is content where there is no reader yet, not where it cannot be asked', async () => {
    const gone = async () => Promise.reject(new PermanentError('FUNCTION_UNKNOWN', 'it does not exist'));
    expect(await check([entry({})], { tags: gone })).toMatchObject({
      ok: true,
      asked: ['signalbox-decisions-x-decide:4'],
    });
    expect((await check([entry({})], { tags: async () => Promise.reject(new Error('throttled')) })).ok).toBe(false);
    expect((await check([], { invoke: async () => ({ ok: false, error: 'crashed' }) })).lines).toContain('crashed');
  });
});
