import type { ProbeAnswer } from '@signalbox/lambda-kit';

/** One question to a function, and what its answer must be. */
export interface Probe {
  readonly name: string;
  /** The event to ask about. undefined: whether the function starts at all. */
  readonly event?: unknown;
  /** What writing adapters resolve with, by name; those not named refuse. */
  readonly answers?: Readonly<Record<string, unknown>>;
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
}

export type ProbesOf = (context: ProbeContext) => readonly Probe[];
