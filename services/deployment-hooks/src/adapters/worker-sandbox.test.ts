import { describe, expect, it } from 'vitest';
import type { SandboxRun } from '../sandbox/sandbox.ts';
import { workerSandbox } from './worker-sandbox.ts';

/** A bundle whose rule set is `{"hash":"h"}`; `body` gets `state`, `line` and `rules` and gives a step. */
const bundle = (body: string, before = ''): string => `${before}
  module.exports = { bundleVersion: 1, ruleSet: '{"hash":"h"}', open: (json) => {
    const rules = JSON.parse(json);
    return { step: (stateJson, lineJson) => {
      const state = stateJson === undefined ? undefined : JSON.parse(stateJson);
      const line = JSON.parse(lineJson);
      const step = (() => { ${body} })();
      return JSON.stringify({ decisions: [], failures: [], ...step });
    } };
  } };`;

const sandbox = workerSandbox({ timeLimitMs: 5_000, memoryMb: 64 });

const runOf = (code: string | readonly string[], overrides: Partial<SandboxRun> = {}): SandboxRun => ({
  sides: [code].flat().map((each) => ({ code: each, rules: '{}' })),
  ...{ turn: 1, clock: 1000, seed: 1, devices: [{ deviceId: 'pump-1', lines: ['1', '2', '3', '4'] }] },
  ...overrides,
});

describe('a bundle in the sandbox', () => {
  it('is stepped record by record, from its own state', async () => {
    const code = bundle('const sum = (state ?? 0) + line; return { state: sum, decisions: sum > 5 ? [{ sum }] : [] };');
    const [device] = await sandbox.run(runOf(code));
    expect(device).toMatchObject({
      deviceId: 'pump-1',
      state: '10',
      decisions: ['{"sum":6}', '{"sum":10}'],
      crashes: 0,
    });
    const [later] = await sandbox.run(runOf(code, { devices: [{ deviceId: 'pump-1', state: '7', lines: ['1'] }] }));
    expect(later?.state).toBe('8');
  });

  it('takes turns with another on the same state', async () => {
    const [add, twice] = [bundle('return { state: (state ?? 0) + line };'), bundle('return { state: state * 2 };')];
    const [device] = await sandbox.run(runOf([add, twice], { turn: 2 }));
    // 0 + 1 + 2, twice, twice
    expect(device?.state).toBe('12');
  });

  it('tells its rules', async () => {
    expect(await sandbox.rulesOf(bundle(''))).toBe('{"hash":"h"}');
  });

  it('goes on after a record that it crashes on, and says how many and the first', async () => {
    const code = bundle('if (line % 2 === 0) throw new TypeError("even " + line); return { state: line };');
    const [device] = await sandbox.run(runOf(code));
    expect(device).toMatchObject({ crashes: 2, firstCrash: 'record 2: TypeError: even 2', state: '3' });
  });

  it('tells rules that failed, and records that were refused', async () => {
    const code = bundle('return line === 1 ? { refused: "no" } : { failures: [{ rule: "r", message: "m" + line }] };');
    const [device] = await sandbox.run(runOf(code));
    expect(device).toMatchObject({ refused: 1, failures: { r: { times: 3, message: 'm2' } } });
  });

  it('sees a clock that stands, and chance that repeats itself', async () => {
    const asks = [
      'Date.now()',
      'new Date().getTime()',
      'Date.parse(Date())',
      'new (new Date(0).constructor)().getTime()',
      'Date.parse(new Intl.DateTimeFormat("en-US", { dateStyle: "full", timeStyle: "long", timeZone: "UTC" }).format().replace(" at ", " "))',
    ];
    const code = bundle(`return { decisions: [{ times: [${asks}], chance: Math.random() }] };`);
    const lines = { devices: [{ deviceId: 'pump-1', lines: ['1'] }] };
    const [one] = await sandbox.run(runOf(code, { ...lines, clock: 86_400_000 }));
    const [again] = await sandbox.run(runOf(code, { ...lines, clock: 86_400_000 }));
    const [other] = await sandbox.run(runOf(code, { ...lines, clock: 86_400_000, seed: 2 }));
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    expect(JSON.parse(one?.decisions[0] ?? '').times).toEqual(asks.map(() => 86_400_000));
  });

  it('still reads dates', async () => {
    const code = bundle(
      'return { decisions: [{ at: new Date("2026-01-01T00:00:00Z").getTime(), is: new Date(0) instanceof Date }] };',
    );
    const [device] = await sandbox.run(runOf(code, { devices: [{ deviceId: 'pump-1', lines: ['1'] }] }));
    expect(JSON.parse(device?.decisions[0] ?? '')).toEqual({ at: Date.parse('2026-01-01'), is: true });
  });

  it('finds nothing to reach the world with', async () => {
    const names = ['process', 'require', 'fetch', 'setTimeout', 'Buffer', 'XMLHttpRequest', 'WebSocket', 'performance'];
    const code = bundle(`return { decisions: [[${names.map((name) => `typeof ${name}`)}]] };`);
    const [device] = await sandbox.run(runOf(code, { devices: [{ deviceId: 'pump-1', lines: ['1'] }] }));
    expect(JSON.parse(device?.decisions[0] ?? '')).toEqual(names.map(() => 'undefined'));
  });

  it.each([
    ['process', 'process.env', /process is not defined/],
    ['require', 'require("node:fs")', /require is not defined/],
    ['fetch', 'fetch("http://127.0.0.1")', /fetch is not defined/],
    ['the process behind a function', 'this.constructor.constructor("return process")().env', /process is not defined/],
  ])('crashes when it asks for %s', async (_name, ask, complaint) => {
    const [device] = await sandbox.run(runOf(bundle(`return { decisions: [${ask}] };`)));
    expect(device?.crashes).toBe(4);
    expect(device?.firstCrash).toMatch(complaint);
  });
});

describe('a bundle that cannot be run to its end', () => {
  it.each([
    ['loops', bundle('for (;;);'), 'TIME_OUT'],
    ['loops while it is loaded', bundle('', 'for (;;);'), 'TIME_OUT'],
    ['takes all memory', bundle('const all = []; for (;;) all.push(new Array(1e5).fill(line));'), 'OUT_OF_MEMORY'],
    ['is no JavaScript', 'module.exports = ', 'BUNDLE_INVALID'],
    ['crashes while it is loaded', 'throw new Error("at start");', 'BUNDLE_INVALID'],
    ['is none', 'module.exports = {};', 'BUNDLE_INVALID'],
    ['is of a later version', 'module.exports = { bundleVersion: 2 };', 'BUNDLE_INVALID'],
    ['cannot run the rules', bundle('').replace('JSON.parse(json)', 'nothing'), 'BUNDLE_INVALID'],
  ])('that %s', async (_name, code, failure) => {
    const limited = workerSandbox({ timeLimitMs: failure === 'TIME_OUT' ? 300 : 20_000, memoryMb: 64 });
    await expect(limited.run(runOf(code))).rejects.toMatchObject({ name: 'SandboxError', code: failure });
  });

  it('ends only itself', async () => {
    const limited = workerSandbox({ timeLimitMs: 300, memoryMb: 64 });
    await expect(limited.rulesOf(bundle('', 'for (;;);'))).rejects.toMatchObject({ code: 'TIME_OUT' });
    expect(await sandbox.rulesOf(bundle(''))).toBe('{"hash":"h"}');
  });
});
