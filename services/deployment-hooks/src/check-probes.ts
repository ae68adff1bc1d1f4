import { PermanentError, type ProbeAnswer } from '@signalbox/lambda-kit';
import type { Shift } from './app-spec.ts';
import type { Functions, Invocation } from './ports.ts';
import { answered } from './probes/expectations.ts';
import type { Probe } from './probes/probe.ts';
import { atBothLevels, readingItems } from './probes/stored-item.ts';
import type { Finding, Progress } from './progress.ts';

const isAnswer = (value: unknown): value is ProbeAnswer => {
  if (typeof value !== 'object' || value === null || !('probe' in value)) return false;
  return value.probe === 'answered' || value.probe === 'failed';
};

const stops = (...lines: readonly string[]): Finding => ({ ok: lines.length === 0, lines });

const judge = ({ finds, verify }: Probe, invocation: Invocation, version: string): Finding => {
  if (!invocation.ok) return stops(invocation.error);
  const { value } = invocation;
  if (!isAnswer(value)) {
    return stops(`the function gave no answer to a probe but ${JSON.stringify(value)?.slice(0, 400)}`);
  }
  if (value.functionVersion !== version) return stops(`version ${value.functionVersion} answered`);
  // Earlier versions of the kit say nothing of what was answered; a rollback to one must not fail for it.
  const { answeredReads, answeredWrites = [], refusedWrites = [] }: Partial<ProbeAnswer> = value;
  if (finds !== undefined && answeredReads === undefined && value.probe === 'answered') {
    return { ok: true, lines: ['the version is from before a probe could say what is found: not looked at'] };
  }
  const asked: ProbeAnswer = { ...value, answeredReads: answeredReads ?? [], answeredWrites, refusedWrites };
  return stops(...verify(readingItems(asked)));
};

/** What a function is told of a probe. */
export interface Asked {
  readonly event?: unknown;
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** What a function is told of a probe that asks about an event. */
export const askedBy = ({ answers, event, finds }: Probe): Asked => {
  const all = atBothLevels({ ...answers, ...finds });
  return { event, ...(Object.keys(all).length > 0 && { answers: all }) };
};

/**
 * Asks a version, or what an alias names, a probe of which only the answer is of interest.
 * @throws {PermanentError} `PROBE_FAILED` when it has none
 */
export const askProbe = async (
  { invoke }: Pick<Functions, 'invoke'>,
  functionName: string,
  qualifier: string,
  probe: Asked & { readonly measure?: true },
): Promise<ProbeAnswer> => {
  const invocation = await invoke(functionName, qualifier, { probe });
  const failed = (why: string) => new PermanentError('PROBE_FAILED', `${functionName}:${qualifier}: ${why}`);
  if (!invocation.ok) throw failed(invocation.error);
  if (!isAnswer(invocation.value)) throw failed('it gave no answer to a probe');
  const { answeredReads = [], answeredWrites = [], refusedWrites = [] }: Partial<ProbeAnswer> = invocation.value;
  const answer: ProbeAnswer = { ...invocation.value, answeredReads, answeredWrites, refusedWrites };
  const [problem] = answered(answer);
  if (problem !== undefined) throw failed(problem);
  return answer;
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
      const payload = { probe: probe.event === undefined ? true : askedBy(probe) };
      return judge(probe, await invoke(functionName, targetVersion, payload), targetVersion);
    });
  }
};
