/** Asks a function what it would do with `event`, without doing it. Without an event: whether it can start at all. */
export interface ProbeEvent {
  readonly probe: true | { readonly event?: unknown };
}

/** Whether a function was invoked as a probe. No event source sends a `probe`. */
export const isProbe = (event: unknown): event is ProbeEvent => {
  if (typeof event !== 'object' || event === null || !('probe' in event)) return false;
  return event.probe === true || (typeof event.probe === 'object' && event.probe !== null);
};

/** The event that a probe asks about. */
export const probedEvent = ({ probe }: ProbeEvent): unknown => (probe === true ? undefined : probe.event);

/** A write that was asked for under a probe: the adapter's name and what it was called with. */
export interface RefusedWrite {
  readonly adapter: string;
  readonly arguments: readonly unknown[];
}

/** What a function answers to a probe. `error` is the message if it could not start or failed as a whole. */
export interface ProbeAnswer {
  readonly probe: 'answered' | 'failed';
  readonly functionName: string;
  readonly functionVersion: string;
  readonly refusedWrites: readonly RefusedWrite[];
  readonly result?: unknown;
  readonly error?: string;
}
