import { PermanentError } from './errors.ts';
import type { RefusedWrite } from './probe.ts';

// biome-ignore lint/suspicious/noExplicitAny: adapters differ in what they take; the type given is the type returned
type Adapters = Readonly<Record<string, (...parameters: any[]) => Promise<any>>>;

/** Puts writing adapters into effect: as they are, or refusing, under a probe. */
export type GuardWrites = <A extends Adapters>(adapters: A) => A;

/** Leaves adapters as they are. */
export const allowWrites: GuardWrites = (adapters) => adapters;

/**
 * Adapters of the same shape that write nothing: each call is told to `onRefused` and rejects with a PermanentError
 * `WRITE_REFUSED`. They throw, so that nothing can go on as if it had been written.
 */
export const refuseWrites =
  (onRefused: (write: RefusedWrite) => void): GuardWrites =>
  (adapters) => {
    const refusing = Object.keys(adapters).map((adapter) => [
      adapter,
      async (...parameters: unknown[]) => {
        onRefused({ adapter, arguments: parameters });
        throw new PermanentError('WRITE_REFUSED', `${adapter} writes, and this is a probe`);
      },
    ]);
    return Object.fromEntries(refusing);
  };
