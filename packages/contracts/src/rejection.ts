import type { ReasonCode } from './schemas/quarantine-record.ts';

/** Why something was refused: a closed code to branch on, and a detail for people. */
export interface Rejection {
  readonly reason: ReasonCode;
  readonly detail: string;
}

/** The outcome of parsing: the value, or why not. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly rejection: Rejection };

export const accept = <T>(value: T): Parsed<T> => ({ ok: true, value });

const MAX_DETAIL = 500;

/** `detail` may quote the sender, so it is cut. */
export const reject = (reason: ReasonCode, detail: string): { readonly ok: false; readonly rejection: Rejection } => ({
  ok: false,
  rejection: { reason, detail: detail.length > MAX_DETAIL ? `${detail.slice(0, MAX_DETAIL - 1)}…` : detail },
});
