import type { Measured, ProbeAnswer } from './probe.ts';

let collect: (() => void) | undefined;
let environment: string | undefined;

/** V8 shows its collector to a context that is made while the flag is set (https://nodejs.org/api/v8.html#v8setflagsfromstringflags). */
const findCollector = (): (() => void) => {
  // Not imported: whoever is never measured does not load them.
  const v8 = process.getBuiltinModule('node:v8');
  v8.setFlagsFromString('--expose-gc');
  const found: () => void = process.getBuiltinModule('node:vm').runInNewContext('gc');
  v8.setFlagsFromString('--no-expose-gc');
  return found;
};

/** Buffers are part of what is `external` (https://nodejs.org/api/process.html#processmemoryusage). */
const retained = (): number => {
  collect ??= findCollector();
  collect();
  const { external, heapUsed } = process.memoryUsage();
  return heapUsed + external;
};

/** Adds to an answer what it took to give it, and what is retained after it. */
export const measuring = async (answer: () => Promise<ProbeAnswer>): Promise<ProbeAnswer> => {
  environment ??= crypto.randomUUID();
  const startedAt = performance.now();
  const given = await answer();
  const durationMs = performance.now() - startedAt;
  const measured: Measured = { environment, durationMs, retainedBytes: retained() };
  return { ...given, measured };
};
