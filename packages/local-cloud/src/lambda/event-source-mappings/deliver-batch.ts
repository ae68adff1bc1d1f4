/** What came of one invocation with some records of a shard. */
export type Delivery<Result> =
  /** The function ran. `failedFrom` is the index of the first record that is not done; the number of records if all are. */
  | { readonly kind: 'ran'; readonly failedFrom: number; readonly isPartial: boolean; readonly result: Result }
  /** The function did not run, e.g. it was throttled: the same again, without counting. */
  | { readonly kind: 'refused' };

export type DiscardReason = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface RetryPolicy {
  /** -1 for ever. */
  readonly maximumRetryAttempts: number;
  /** -1 for ever. */
  readonly maximumRecordAgeMs: number;
  readonly bisectsOnError: boolean;
}

export interface DeliveryParts<Item, Result> {
  readonly policy: RetryPolicy;
  invoke(items: readonly Item[]): Promise<Delivery<Result>>;
  /** The items are dealt with. Called for every item once, in order. */
  done(items: readonly Item[]): void;
  /** Sends what is given up to the failure destination. `runs` says how often the function ran on it. */
  discard(items: readonly Item[], reason: DiscardReason, runs: number, result: Result | undefined): Promise<void>;
  ageMs(item: Item): number;
  sleep(delayMs: number): Promise<void>;
  isStopped(): boolean;
}

interface Piece<Item, Result> {
  readonly items: readonly Item[];
  /** Failed runs that count against the retry limit. */
  readonly failures: number;
  readonly runs: number;
  readonly refusals: number;
  readonly result?: Result;
}

const longestDelayMs = 60_000;

const delayOf = (failures: number): number => Math.min(1000 * 2 ** Math.max(0, failures - 1), longestDelayMs);

const halves = <Item, Result>(piece: Piece<Item, Result>): readonly Piece<Item, Result>[] => {
  const middle = Math.ceil(piece.items.length / 2);
  return [
    { ...piece, items: piece.items.slice(0, middle) },
    { ...piece, items: piece.items.slice(middle) },
  ];
};

/**
 * Brings a batch of a shard to a function until every record is done or given up, in order: after a partial failure from the lowest
 * failed record on; after a whole failure in halves if wanted, which does not count as a retry.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export const deliverBatch = async <Item, Result>(
  items: readonly Item[],
  parts: DeliveryParts<Item, Result>,
): Promise<void> => {
  const { policy } = parts;
  const pieces: Piece<Item, Result>[] = [{ items, failures: 0, runs: 0, refusals: 0 }];

  const giveUp = async (piece: Piece<Item, Result>, reason: DiscardReason): Promise<void> => {
    await parts.discard(piece.items, reason, piece.runs, piece.result);
    if (!parts.isStopped()) parts.done(piece.items);
  };

  /** Records that have become too old. They stand at the front, for a shard is in the order of arrival. */
  const dropOld = async (piece: Piece<Item, Result>): Promise<Piece<Item, Result>> => {
    if (policy.maximumRecordAgeMs < 0) return piece;
    const firstYoung = piece.items.findIndex((item) => parts.ageMs(item) <= policy.maximumRecordAgeMs);
    const count = firstYoung < 0 ? piece.items.length : firstYoung;
    if (count > 0) await giveUp({ ...piece, items: piece.items.slice(0, count) }, 'RecordAgeExceeded');
    return { ...piece, items: piece.items.slice(count) };
  };

  const afterFailure = async (piece: Piece<Item, Result>, isPartial: boolean): Promise<void> => {
    if (!isPartial && policy.bisectsOnError && piece.items.length > 1) {
      pieces.unshift(...halves(piece));
      return;
    }
    const failures = piece.failures + 1;
    if (policy.maximumRetryAttempts >= 0 && failures > policy.maximumRetryAttempts) {
      await giveUp(piece, 'RetryAttemptsExhausted');
      return;
    }
    pieces.unshift({ ...piece, failures });
    await parts.sleep(delayOf(failures));
  };

  const afterRun = async (piece: Piece<Item, Result>, run: Delivery<Result> & { kind: 'ran' }): Promise<void> => {
    if (run.failedFrom > 0) parts.done(piece.items.slice(0, run.failedFrom));
    const rest = piece.items.slice(run.failedFrom);
    if (rest.length === 0) return;
    // Who failed first now is not who failed first before: its retries begin anew.
    const failures = run.failedFrom > 0 ? 0 : piece.failures;
    await afterFailure(
      { ...piece, items: rest, failures, runs: piece.runs + 1, refusals: 0, result: run.result },
      run.isPartial,
    );
  };

  for (let next = pieces.shift(); next !== undefined && !parts.isStopped(); next = pieces.shift()) {
    const piece = await dropOld(next);
    if (piece.items.length === 0 || parts.isStopped()) continue;
    const delivery = await parts.invoke(piece.items);
    if (parts.isStopped()) return;
    if (delivery.kind === 'ran') await afterRun(piece, delivery);
    else {
      pieces.unshift({ ...piece, refusals: piece.refusals + 1 });
      await parts.sleep(delayOf(piece.refusals + 1));
    }
  }
};
