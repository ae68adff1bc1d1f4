import type { ProbeAnswer } from '@signalbox/lambda-kit';
import type { Shift } from './app-spec.ts';
import type { Functions, Invocation } from './ports.ts';
import type { Probe } from './probes/probe.ts';
import type { Progress } from './progress.ts';

const isAnswer = (value: unknown): value is ProbeAnswer => {
  if (typeof value !== 'object' || value === null || !('probe' in value)) return false;
  return value.probe === 'answered' || value.probe === 'failed';
};

const problemsOf = ({ verify }: Probe, invocation: Invocation, version: string): readonly string[] => {
  if (!invocation.ok) return [invocation.error];
  const { value } = invocation;
  if (!isAnswer(value)) return [`the function gave no answer to a probe but ${JSON.stringify(value)?.slice(0, 400)}`];
  if (value.functionVersion !== version) return [`version ${value.functionVersion} answered`];
  // Earlier versions of the kit say nothing of answered writes.
  return verify({ ...value, answeredWrites: value.answeredWrites ?? [], refusedWrites: value.refusedWrites ?? [] });
};

/** Asks the target every probe, one after the other: a check each. */
export const checkProbes = async (
  { invoke }: Pick<Functions, 'invoke'>,
  { functionName, targetVersion }: Shift,
  probes: readonly Probe[],
  progress: Progress,
): Promise<void> => {
  for (const probe of probes) {
    await progress.check(`probe: ${probe.name}`, async () => {
      const { event, answers } = probe;
      const payload = { probe: event === undefined ? true : { event, ...(answers && { answers }) } };
      const lines = problemsOf(probe, await invoke(functionName, targetVersion, payload), targetVersion);
      return { ok: lines.length === 0, lines };
    });
  }
};
