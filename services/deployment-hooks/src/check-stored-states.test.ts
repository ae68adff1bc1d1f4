import type { KinesisStreamEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { functions, newProgress } from '../test/fakes.ts';
import { probeAnswer } from '../test/probe-answer.ts';
import { checkStoredStates } from './check-stored-states.ts';
import type { Functions } from './ports.ts';

const now = Date.UTC(2026, 10, 24, 1, 30);
const name = 'signalbox-decisions-x-decide';
const shift = { functionName: name, alias: 'live', currentVersion: '3', targetVersion: '4' };

interface Stored {
  readonly version: { readonly N: string };
  readonly state: { readonly S: string };
}

/** A version of a function that counts records and says each: how it stores what it counted, and reads it. */
interface Version {
  readonly write: (count: number) => string;
  readonly read: (state: string) => number;
}

const plain: Version = { write: (count) => JSON.stringify({ count }), read: (state) => JSON.parse(state).count };

type Probe = { probe: { event: KinesisStreamEvent; answers: { getItem?: Stored | null } } };

let clock = now;

const decide = ({ write, read }: Version, { probe: { answers, event } }: Probe) => {
  const { getItem: found } = answers;
  const before = found ? read(found.state.S) : 0;
  const version = found ? Number(found.version.N) + 1 : 1;
  const details = event.Records.map((_, index) => ({ Detail: JSON.stringify({ decisionId: `of-${before + index}` }) }));
  const count = before + details.length;
  const item = (writes: number, outbox: number) => {
    clock += 1;
    return {
      version: { N: String(version + writes) },
      state: { S: write(count) },
      outbox: { S: JSON.stringify({ outbox }) },
      updatedAt: { N: String(clock) },
    };
  };
  return probeAnswer([
    ['putItem', item(0, details.length)],
    ['putEvents', details],
    ['putItem', item(1, 0)],
  ]);
};

const check = async (target: Version, overrides: Partial<Functions> = {}, current = plain) => {
  const asked: string[] = [];
  const { made } = functions('decide', {
    tags: async (functionName) => ({ 'signalbox:kind': functionName === name ? 'decide' : 'other' }),
    invoke: async (_name, version, payload) => {
      asked.push(version);
      try {
        const answer = decide(version === '3' ? current : target, payload as Probe);
        return { ok: true, value: { ...answer, functionVersion: version } };
      } catch (error) {
        return { ok: true, value: probeAnswer([], [], { probe: 'failed', error: String(error) }) };
      }
    },
    ...overrides,
  });
  const progress = newProgress();
  await checkStoredStates(made, 'decide', shift, { now, run: 'r1', stage: 'x' }, progress);
  return { asked, progress, ok: progress.ok, lines: progress.checks.flatMap(({ lines }) => lines).join('\n') };
};

const fails = (why: string) => (): never => {
  throw new Error(why);
};

describe('checkStoredStates', () => {
  it('lets versions take turns that store alike, or each so that the other can read it', async () => {
    const { asked, lines, ok, progress } = await check(plain);
    expect([ok, progress.checks.length]).toEqual([true, 4]);
    expect(lines).toContain('signalbox-decisions-x-sweep does not run');
    // Both write; both go on from their own and from the other's, with what they said still to be sent and without.
    expect(asked.filter((version) => version === '3').length).toBe(4 * (1 + 4));
    expect(asked.filter((version) => version === '4').length).toBe(4 * (1 + 4));
    const more: Version = { ...plain, write: (count) => JSON.stringify({ count, writtenBy: 'four' }) };
    expect(await check(more)).toMatchObject({ ok: true });
  });

  it('fails a target that writes what the version that runs cannot read', async () => {
    const other: Version = { write: (count) => JSON.stringify({ sum: count }), read: (state) => JSON.parse(state).sum };
    const strict: Version = {
      ...plain,
      read: (state) => JSON.parse(state).count ?? fails('a state of an engine to come')(),
    };
    const { lines, ok } = await check(
      { ...other, read: (state) => JSON.parse(state).sum ?? JSON.parse(state).count },
      {},
      strict,
    );
    expect(ok).toBe(false);
    expect(lines).toContain(`${name}:3 cannot go on from what the other version writes`);
    expect(lines).toContain('a state of an engine to come');
  });

  it('fails a target that cannot read what the version that runs writes', async () => {
    const renamed: Version = {
      write: (count) => JSON.stringify({ count, sum: count }),
      read: (state) => JSON.parse(state).sum ?? fails('no sum')(),
    };
    const { lines, ok } = await check(renamed);
    expect(ok).toBe(false);
    expect(lines).toContain(`${name}:4 cannot go on from what the other version writes`);
  });

  it('fails a target that takes what it reads for something else', async () => {
    const halves: Version = {
      write: (count) => JSON.stringify({ count: count * 2 }),
      read: (state) => JSON.parse(state).count / 2,
    };
    const { lines, ok } = await check(halves);
    expect(ok).toBe(false);
    expect(lines).toContain(`what ${name}:3 makes of it`);
  });

  it('fails a target that goes on from nothing, even from its own', async () => {
    const { lines, ok } = await check({ ...plain, read: () => 0 });
    expect(ok).toBe(false);
    expect(lines).toContain('what is said');
  });

  it('fails a target that stores nothing', async () => {
    const nothing: Partial<Functions> = {
      invoke: async (_name, version, payload) => ({
        ok: true,
        value: version === '4' ? probeAnswer([]) : decide(plain, payload as Probe),
      }),
    };
    expect((await check(plain, nothing)).lines).toContain('it writes 0 items, and not 2');
  });

  it('has other functions of the service go on from it; a repetition that meets what is there does not start afresh', async () => {
    const item = (version: number) => ({ commandId: { S: 'c1' }, version: { N: String(version) } });
    const asked: string[] = [];
    const { made } = functions('create-command', {
      tags: async (functionName) => ({
        'signalbox:kind': functionName.endsWith('acknowledge') ? 'acknowledge-command' : 'commands-sweep',
      }),
      invoke: async (functionName, version, payload) => {
        const { answers = {} } = (payload as { probe: { answers?: Record<string, unknown> } }).probe;
        asked.push(`${functionName}:${version}`);
        if (functionName.includes('-commands-')) {
          const next = 'getItem' in answers ? [['putItem', item(3)] as const] : [];
          return { ok: true, value: probeAnswer(next, [], { functionVersion: '7' }) };
        }
        const writes = [1, 2].map((number) => ['putItem', item(number)] as const);
        return { ok: true, value: probeAnswer(answers['putItem'] === 'conflict' ? writes.slice(0, 1) : writes) };
      },
    });
    const progress = newProgress();
    const ofCreate = { ...shift, functionName: 'create' };
    await checkStoredStates(made, 'create-command', ofCreate, { now, run: 'r1', stage: 'x' }, progress);
    expect(progress.checks.map(({ lines, ok }) => [ok, lines])).toEqual([
      [true, []],
      [true, []],
    ]);
    // The alias once; then always the version that it named.
    const others = asked.filter((each) => each.includes('-acknowledge'));
    expect(others).toEqual(['live', '7', '7'].map((version) => `signalbox-commands-x-acknowledge:${version}`));
  });

  it('does not judge a version from before items could be asked about, nor one that runs and fails', async () => {
    const before: Partial<Functions> = {
      invoke: async () => ({ ok: true, value: probeAnswer([['save', { deviceId: 'd' }]]) }),
    };
    const { lines, ok } = await check(plain, before);
    expect(ok).toBe(true);
    expect(lines).toContain('version 3 is from before');
    const broken = await check(plain, {}, { ...plain, write: fails('it is what the release mends') });
    expect(broken.ok).toBe(true);
    expect(broken.lines).toContain('the version that runs does not do it itself');
  });

  it('asks nothing of a function that keeps no state, or for the first time', async () => {
    const { invoked, made } = functions('archive');
    const progress = newProgress();
    const context = { now, run: 'r1', stage: 'x' };
    await checkStoredStates(made, 'archive', shift, context, progress);
    await checkStoredStates(
      made,
      'decide',
      { functionName: name, alias: 'live', targetVersion: '1' },
      context,
      progress,
    );
    expect([invoked, progress.checks]).toEqual([[], []]);
  });
});
