import type { Shift } from './app-spec.ts';
import { askedBy, askProbe } from './check-probes.ts';
import type { Functions } from './ports.ts';
import type { Probe } from './probes/probe.ts';
import type { Finding, Progress } from './progress.ts';
import { type Ask, type AskedByTurns, askByTurns } from './soak/ask-by-turns.ts';
import { judgeDurations } from './soak/judge-durations.ts';
import { judgeRetained } from './soak/judge-retained.ts';

/** How often each version is asked: enough to see what is retained after a warm-up, and two to spare. */
const times = 32;

/** For how long one probe is asked, ms of the machine's clock: with a fast one of the cloud a hook has a minute for all. */
const budgetMs = 12_000;

export interface SoakPorts {
  readonly invoke: Functions['invoke'];
  /** Ms since some moment, by a clock that runs as the machine's does. */
  readonly elapsedMs: () => number;
}

const judge = ({ currentFailed, unmeasurable, ...soaked }: AskedByTurns): Finding => {
  if (unmeasurable !== undefined) {
    const version = unmeasurable === 'target' ? 'the version' : 'the current version';
    return { ok: true, lines: [`${version} is from before it could be measured: nothing is compared`] };
  }
  const verdicts = [judgeRetained(soaked), judgeDurations(soaked)];
  const worse = verdicts.flatMap((verdict) => verdict.worse.map((line) => `worse: ${line}`));
  const said = verdicts.flatMap(({ lines }) => lines);
  const failure = currentFailed === undefined ? [] : [`the current version was not asked again: ${currentFailed}`];
  return { ok: worse.length === 0, lines: [...worse, ...said, ...failure] };
};

/**
 * Asks the target what a batch of good records costs, over and over, by turns with the current version: what no single answer
 * shows is what is retained from one to the next, and how much longer one takes than the other. A target that dies of it fails.
 */
export const checkSoak = async (
  { elapsedMs, invoke }: SoakPorts,
  { currentVersion, functionName, targetVersion }: Shift,
  probes: readonly Probe[],
  progress: Progress,
): Promise<void> => {
  for (const probe of probes.filter(({ soak }) => soak === true)) {
    await progress.check(`soak: ${probe.name}`, async () => {
      const asked = { ...askedBy(probe), measure: true } as const;
      const askOf =
        (version: string): Ask =>
        async () =>
          (await askProbe({ invoke }, functionName, version, asked)).measured;
      const from = elapsedMs();
      const answers = await askByTurns({
        target: askOf(targetVersion),
        current: currentVersion === undefined ? undefined : askOf(currentVersion),
        times,
        isOver: () => progress.over || elapsedMs() - from >= budgetMs,
      });
      return judge(answers);
    });
  }
};
