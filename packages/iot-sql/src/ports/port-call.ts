/**
 * Thrown out of an evaluation that needs an answer from outside: whoever evaluates starts the call, waits, and evaluates again with
 * the answer. So compiled statements stay synchronous, and nobody waits where no port is used.
 */
export class PortCall {
  /** The same for the same question. */
  readonly key: string;
  readonly start: () => Promise<unknown>;

  constructor(key: string, start: () => Promise<unknown>) {
    this.key = key;
    this.start = start;
  }
}
