import { errorMessage, PermanentError, settleBounded } from '@signalbox/lambda-kit';
import type { Stored } from './rows.ts';
import { MAX_ROWS, type RowRejection, type TelemetryStore } from './telemetry-store.ts';

/** What became of the rows: each is in exactly one list. */
export interface Written {
  readonly stored: readonly Stored[];
  /** The store holds a later word on the same reading. */
  readonly superseded: readonly Stored[];
  readonly rejected: readonly { readonly stored: Stored; readonly detail: string }[];
  /** Not written, because the store could not be reached; to be tried again. */
  readonly failed: readonly { readonly stored: Stored; readonly error: unknown }[];
}

const nothing: Written = { stored: [], superseded: [], rejected: [], failed: [] };

const allFailed = (rows: readonly Stored[], error: unknown): Written => ({
  ...nothing,
  failed: rows.map((stored) => ({ stored, error })),
});

const join = (parts: readonly Written[]): Written => ({
  stored: parts.flatMap(({ stored }) => stored),
  superseded: parts.flatMap(({ superseded }) => superseded),
  rejected: parts.flatMap(({ rejected }) => rejected),
  failed: parts.flatMap(({ failed }) => failed),
});

const tell = (stored: Stored, rejection: RowRejection | undefined): Written => {
  if (rejection === undefined) return { ...nothing, stored: [stored] };
  const superseded = rejection.existingVersion !== undefined && rejection.existingVersion > stored.row.version;
  if (superseded) return { ...nothing, superseded: [stored] };
  return { ...nothing, rejected: [{ stored, detail: rejection.detail }] };
};

/** Halves a call that was refused as a whole until the row is alone that it was refused for. */
const writeCall = async (store: TelemetryStore, rows: readonly Stored[]): Promise<Written> => {
  try {
    const rejections = await store.write(rows.map(({ row }) => row));
    const byIndex = new Map(rejections.map((rejection) => [rejection.index, rejection]));
    return join(rows.map((stored, index) => tell(stored, byIndex.get(index))));
  } catch (error) {
    if (!(error instanceof PermanentError && error.code === 'STORE_INVALID')) return allFailed(rows, error);
    if (rows.length <= 1)
      return { ...nothing, rejected: rows.map((stored) => ({ stored, detail: errorMessage(error) })) };
    const middle = rows.length >> 1;
    return join([await writeCall(store, rows.slice(0, middle)), await writeCall(store, rows.slice(middle))]);
  }
};

/** Calls of at most {@link MAX_ROWS} rows, each of one fleet and device type: what they share is sent and billed once. */
const callsOf = (rows: readonly Stored[]): Stored[][] => {
  const groups = Map.groupBy(rows, ({ row }) => `${row.fleet} ${row.deviceType}`);
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / MAX_ROWS) }, (_, call) =>
      group.slice(call * MAX_ROWS, (call + 1) * MAX_ROWS),
    ),
  );
};

/** Writes rows in as few calls as there may be, `concurrency` of them at a time. Never throws: it says what failed. */
export const writeRows = async (
  store: TelemetryStore,
  rows: readonly Stored[],
  concurrency: number,
): Promise<Written> => {
  const calls = callsOf(rows);
  const outcomes = await settleBounded(calls, concurrency, (call) => writeCall(store, call));
  return join(
    outcomes.map((outcome, index) =>
      outcome.status === 'fulfilled' ? outcome.value : allFailed(calls[index] ?? [], outcome.reason),
    ),
  );
};
