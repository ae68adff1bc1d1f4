import type { Delivery } from '../ports.ts';

/** The answer to an entry of a batch call: only what carries an id was taken. */
export const deliveryOf = (id: string | undefined, code: string | undefined): Delivery =>
  id && !code ? { ok: true, id } : { ok: false, code: code ?? 'NoIdReturned' };

/** The answer to every entry of a call that failed as a whole. */
export const allRefused = (entries: readonly unknown[], error: unknown): Delivery[] =>
  entries.map(() => ({ ok: false, code: error instanceof Error ? error.name : String(error) }));
