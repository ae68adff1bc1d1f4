import type { DeviceLines, DeviceRun, SandboxRun } from './sandbox.ts';

/** What the worker is asked. */
export type SandboxTask =
  | { readonly task: 'rules'; readonly code: string }
  | { readonly task: 'run'; readonly run: SandboxRun };

export type SandboxAnswer =
  | { readonly ok: true; readonly rules: string }
  | { readonly ok: true; readonly devices: readonly DeviceRun[] }
  | { readonly ok: false; readonly error: string };

/**
 * The whole program of the worker: its text is run by itself, so it uses nothing from outside. A bundle runs in a context of its
 * own, with the globals of ECMAScript and no others: no process, no require, no fetch, no timers. Nothing but strings crosses the border,
 * and what it throws is caught on its side. The clock stands, and chance repeats itself.
 */
export const sandboxWorker = (): void => {
  const vm = process.getBuiltinModule('node:vm');
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');

  interface Opened {
    rules(): string;
    open(rules: string): string;
    step(state: string | undefined, line: string): string;
  }

  /** Runs inside the context, before the bundle. */
  const control = (clock: number, seed: number): void => {
    const Real = Date;
    let state = seed >>> 0;
    // https://en.wikipedia.org/wiki/Linear_congruential_generator with the parameters of Numerical Recipes.
    Math.random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const controlled = new Proxy(Real, {
      construct: (target, parameters, newTarget) =>
        Reflect.construct(target, parameters.length === 0 ? [clock] : parameters, newTarget),
      apply: () => new Real(clock).toString(),
      get: (target, name, receiver) => (name === 'now' ? () => clock : Reflect.get(target, name, receiver)),
    });
    Object.defineProperty(Real.prototype, 'constructor', { value: controlled, configurable: true, writable: true });
    Object.defineProperty(globalThis, 'Date', { value: controlled, configurable: true, writable: true });
    // Without a date these say the present.
    const formats = Intl.DateTimeFormat.prototype;
    const { formatToParts } = formats;
    formats.formatToParts = function parts(date) {
      return formatToParts.call(this, date ?? clock);
    };
    const format = Object.getOwnPropertyDescriptor(formats, 'format')?.get;
    Object.defineProperty(formats, 'format', {
      get(this: Intl.DateTimeFormat) {
        const own = format?.call(this) as (date: unknown) => string;
        return (date: unknown) => own(date ?? clock);
      },
    });
  };

  /** Runs inside the context, after the bundle. Answers begin with `=`, complaints with `!`. */
  const border = (bundle: unknown): Opened => {
    const { bundleVersion, ruleSet, open } = (bundle ?? {}) as Record<string, unknown>;
    let rules: { step(state: string | undefined, line: string): unknown };
    const guarded = (run: () => unknown): string => {
      try {
        const value = run();
        return typeof value === 'string' ? `=${value}` : '!the bundle gave no text';
      } catch (error) {
        return `!${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
      }
    };
    const check = (): void => {
      if (bundleVersion !== 1) throw new Error(`the bundle is of version ${String(bundleVersion)}, not 1`);
      if (typeof ruleSet !== 'string' || typeof open !== 'function') throw new Error('the bundle has no rules to open');
    };
    return {
      rules: () =>
        guarded(() => {
          check();
          return ruleSet;
        }),
      open: (json) =>
        guarded(() => {
          check();
          rules = (open as (json: string) => typeof rules)(json);
          return '';
        }),
      step: (state, line) => guarded(() => rules.step(state, line)),
    };
  };

  const take = (answer: string): string => {
    if (answer.startsWith('=')) return answer.slice(1);
    throw new Error(answer.slice(1));
  };

  const load = (code: string, clock: number, seed: number): Opened => {
    const context = vm.createContext(Object.create(null));
    vm.runInContext(`(${control.toString()})(${clock}, ${seed});`, context);
    vm.runInContext('var module = { exports: {} }; var exports = module.exports;', context);
    try {
      vm.runInContext(code, context, { filename: 'decision-bundle.cjs' });
    } catch (error) {
      const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
      throw new Error(`the bundle cannot be loaded: ${String(message)}`);
    }
    return vm.runInContext(`(${border.toString()})(module.exports)`, context);
  };

  interface Step {
    readonly state?: unknown;
    readonly decisions?: readonly unknown[];
    readonly failures?: readonly { rule: string; message: string }[];
    readonly refused?: string;
  }

  interface Run {
    state: string | undefined;
    decisions: string[];
    failures: Record<string, { times: number; message: string }>;
    refused: number;
    crashes: number;
    firstCrash: string | undefined;
  }

  const apply = (run: Run, { state, decisions = [], failures = [], refused }: Step): void => {
    if (state !== undefined) run.state = JSON.stringify(state);
    for (const decision of decisions) run.decisions.push(JSON.stringify(decision));
    for (const { rule, message } of failures) {
      const known = run.failures[rule];
      run.failures[rule] = { times: (known?.times ?? 0) + 1, message: known?.message ?? message };
    }
    if (refused !== undefined) run.refused += 1;
  };

  const runDevice = (device: DeviceLines, sides: readonly Opened[], turn: number): DeviceRun => {
    const run: Run = {
      ...{ state: device.state, decisions: [], failures: Object.create(null) },
      ...{ refused: 0, crashes: 0, firstCrash: undefined },
    };
    for (const [index, line] of device.lines.entries()) {
      const side = sides[Math.floor(index / turn) % sides.length] as Opened;
      try {
        apply(run, JSON.parse(take(side.step(run.state, line))));
      } catch (error) {
        run.crashes += 1;
        run.firstCrash ??= `record ${index + 1}: ${error instanceof Error ? error.message : String(error)}`;
      }
    }
    const { state, firstCrash, failures, ...rest } = run;
    const ends = { ...(firstCrash !== undefined && { firstCrash }), ...(state !== undefined && { state }) };
    return { deviceId: device.deviceId, ...rest, failures: { ...failures }, ...ends };
  };

  const answer = (task: SandboxTask): SandboxAnswer => {
    if (task.task === 'rules') return { ok: true, rules: take(load(task.code, 0, 0).rules()) };
    const { sides, turn, devices, clock, seed } = task.run;
    const opened = sides.map(({ code, rules }) => {
      const side = load(code, clock, seed);
      take(side.open(rules));
      return side;
    });
    return { ok: true, devices: devices.map((device) => runDevice(device, opened, turn)) };
  };

  try {
    parentPort?.postMessage(answer(workerData as SandboxTask));
  } catch (error) {
    parentPort?.postMessage({ ok: false, error: error instanceof Error ? error.message : String(error) });
  }
};
