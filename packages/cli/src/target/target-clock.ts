import { Problem } from '../problem.ts';
import type { Target } from './target.ts';

interface CloudTime {
  /** Epoch ms. */
  readonly now: number;
  /** Cloud seconds a second of this machine. */
  readonly speed: number;
}

const ask = async (endpointUrl: string | undefined): Promise<CloudTime> => {
  try {
    return (await (await fetch(`${endpointUrl}/_signalbox/clock`)).json()) as CloudTime;
  } catch (cause) {
    const hint = 'start the local cloud with `signalbox up` or `npm start`';
    throw new Problem('unreachable', `nothing answers at ${endpointUrl}; ${hint}`, { cause });
  }
};

/** Epoch ms, as the machine counts on from one answer of the cloud. */
export const clockFrom = (
  { now, speed }: CloudTime,
  machineMs: () => number = () => performance.now(),
): (() => number) => {
  const askedAt = machineMs();
  return () => Math.floor(now + (machineMs() - askedAt) * speed);
};

/**
 * The clock of a target, epoch ms. The embedded cloud's may run fast, or be ahead from a run that did; AWS keeps the world's time.
 * @throws Problem `unreachable`
 */
export const openClock = async ({ isLocal, endpointUrl }: Target): Promise<() => number> =>
  isLocal ? clockFrom(await ask(endpointUrl)) : Date.now;
