import { PermanentError } from './errors.ts';

/** What adapters are to resolve with under a probe, by the adapter's name. */
export type ProbeAnswers = Readonly<Record<string, unknown>>;

/**
 * Asks a function what it would do with `event`, without doing it. Without an event: whether it can start at all. An adapter
 * named in `answers` neither reads nor writes and resolves with the value given, so that what the function does of what it
 * finds, and what comes after a write, is asked about too. With `measure` it also tells what it cost; all such probes of an
 * environment are handled by one wiring, as events of a source are, so that what is kept from one to the next is seen.
 */
export interface ProbeEvent {
  readonly probe: true | { readonly event?: unknown; readonly answers?: ProbeAnswers; readonly measure?: boolean };
}

/** Whether a function was invoked as a probe. No event source sends a `probe`. */
export const isProbe = (event: unknown): event is ProbeEvent => {
  if (typeof event !== 'object' || event === null || !('probe' in event)) return false;
  return event.probe === true || (typeof event.probe === 'object' && event.probe !== null);
};

/** The event that a probe asks about. */
export const probedEvent = ({ probe }: ProbeEvent): unknown => (probe === true ? undefined : probe.event);

/** Whether the probe asks what it costs. */
export const isMeasured = ({ probe }: ProbeEvent): boolean => probe !== true && probe.measure === true;

/** What the probe has reads and writes answered with. Throws PermanentError `PROBE_ANSWERS` if they are not an object. */
export const probedAnswers = ({ probe }: ProbeEvent): ProbeAnswers => {
  const answers: unknown = probe === true ? {} : (probe.answers ?? {});
  if (typeof answers === 'object' && answers !== null && !Array.isArray(answers)) return answers as ProbeAnswers;
  throw new PermanentError('PROBE_ANSWERS', 'the answers of a probe must be an object: {adapter: value}');
};

/** A call of an adapter under a probe: its name and what it was called with. */
export interface ProbedCall {
  readonly adapter: string;
  readonly arguments: readonly unknown[];
}

/** What an event cost, and what its environment holds after it. */
export interface Measured {
  /** The same for all that one execution environment answers, and for no other. */
  readonly environment: string;
  /** From the event to its result, ms of the machine's clock. */
  readonly durationMs: number;
  /** What is left after a garbage collection, on the heap and outside it. */
  readonly retainedBytes: number;
}

/** What a function answers to a probe. `error` is the message if it could not start or failed as a whole. */
export interface ProbeAnswer {
  readonly probe: 'answered' | 'failed';
  readonly functionName: string;
  readonly functionVersion: string;
  /** Writes that threw, in the order of the calls. */
  readonly refusedWrites: readonly ProbedCall[];
  /** Writes that the probe had an answer for, in the order of the calls. */
  readonly answeredWrites: readonly ProbedCall[];
  /** Reads that the probe had an answer for, in the order of the calls. */
  readonly answeredReads: readonly ProbedCall[];
  readonly result?: unknown;
  readonly error?: string;
  /** Only if it was asked for. */
  readonly measured?: Measured;
}
