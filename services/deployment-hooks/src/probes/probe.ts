import type { Decision } from '@signalbox/contracts';
import type { ProbeAnswer, StreamItem } from '@signalbox/lambda-kit';

/** One question to a function, and what its answer must be. */
export interface Probe {
  readonly name: string;
  /** The event to ask about. undefined: whether the function starts at all. */
  readonly event?: unknown;
  /** What writing adapters resolve with, by name; those not named refuse. */
  readonly answers?: Readonly<Record<string, unknown>>;
  /**
   * What reading adapters resolve with, by name; those not named read for real. A version from before reads could be answered
   * is not judged by such a probe.
   */
  readonly finds?: Readonly<Record<string, unknown>>;
  /** Good records, as many as a batch has: to be asked over and over, for what the function retains and how long it takes. */
  readonly soak?: true;
  /** What is wrong with an answer of the function; nothing, if it is as it must be. */
  readonly verify: (answer: ProbeAnswer) => readonly string[];
}

/** What probes are made from. */
export interface ProbeContext {
  /** Epoch ms. */
  readonly now: number;
  /** Makes ids of devices that no other run has used: 1 to 32 of `[a-zA-Z0-9-]`. */
  readonly run: string;
  /** The environment of the version that is asked. */
  readonly environment: Readonly<Record<string, string>>;
  /** A version that ran before comes back: it may be from before what is asked today. */
  readonly isRollback?: true;
  /** What the version must decide on records of a device that nothing is remembered of. Absent: it cannot be known. */
  readonly decisionsOn?: (deviceId: string, items: readonly StreamItem[]) => Promise<readonly Decision[]>;
}

export type ProbesOf = (context: ProbeContext) => readonly Probe[] | Promise<readonly Probe[]>;
