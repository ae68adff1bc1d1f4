import type { Decision } from '@signalbox/contracts';
import type { Model } from '../model.ts';
import type { RuleFailure, Step } from '../step.ts';
import { carryOver } from './carry-over.ts';
import type { Exchange } from './exchange.ts';
import { handOver } from './hand-over.ts';
import type { Models, ReleasedStates, SetsInForce, SideState } from './released-states.ts';
import { SetNotAtHand } from './set-not-at-hand.ts';
import { settle } from './settle.ts';

/** What became of a device when other sets came in force. */
export interface Exchanged {
  readonly live: SideState;
  readonly other: SideState | undefined;
  readonly otherFailed: unknown;
  readonly actions: readonly Decision[];
  readonly otherActions: readonly Decision[];
  readonly failures: readonly RuleFailure[];
  readonly otherFailures: readonly RuleFailure[];
  /** False: what was kept before says the same, because all of this comes of it again. */
  readonly mustSave: boolean;
}

/** @throws {SetNotAtHand} */
export const modelOf = (models: Models, hash: string): Model => {
  const model = models(hash);
  if (!model) throw new SetNotAtHand(hash);
  return model;
};

/** A side of which the timers are fired that were due before. */
interface Settled extends SideState {
  readonly model: Model | undefined;
  readonly step: Step | undefined;
}

const settled = (models: Models, { hash, state }: SideState, exchange: Exchange): Settled => {
  const model = models(hash);
  const step = model && settle(model, state, exchange);
  return { hash, model, step, state: step?.state ?? state };
};

const isSwap = (side: SideState | undefined, hash: string): side is SideState => side?.hash === hash;

/** The state with which the set that is in force now goes on. */
const nextLive = (
  models: Models,
  hash: string,
  live: Settled,
  other: Settled | undefined,
  exchange: Exchange,
): SideState => {
  if (hash === live.hash) return live;
  if (isSwap(other, hash)) return other;
  const { deviceId, effectiveAt } = exchange;
  return { hash, state: carryOver(live.state, live.model, modelOf(models, hash), { at: effectiveAt, deviceId }) };
};

interface Both {
  readonly live: Settled;
  readonly other: Settled | undefined;
}

/** The state of the set that runs beside `next`: the one it had, or else a branch of the live one. */
const nextOther = (
  models: Models,
  hash: string,
  next: SideState,
  { live, other }: Both,
  exchange: Exchange,
): SideState => {
  if (isSwap(other, hash)) return other;
  if (hash === live.hash) return live;
  const { deviceId, effectiveAt } = exchange;
  const carrying = { at: effectiveAt, deviceId };
  return { hash, state: carryOver(next.state, models(next.hash), modelOf(models, hash), carrying) };
};

interface Attempt<T> {
  readonly value?: T;
  readonly failed?: unknown;
}

/** What the other side does must not reach the live one. */
export const attempt = <T>(deed: () => T): Attempt<T> => {
  try {
    return { value: deed() };
  } catch (failed) {
    return { failed: failed ?? new Error('failed without saying why') };
  }
};

const sideOf = ({ hash, state }: SideState): SideState => ({ hash, state });

const settledOther = (
  models: Models,
  { other }: ReleasedStates,
  inForce: SetsInForce,
  exchange: Exchange,
): Attempt<Settled> => {
  if (!other) return {};
  if (other.hash === inForce.live) return { value: settled(models, other, exchange) };
  return attempt(() => settled(models, other, exchange));
};

/**
 * Lets the sets in force take over from those that were. First each side fires what was due before, under its own set; then the new live set takes over: with the state that
 * it had beside the old one, or with what it can carry over of that one's; and the world is handed over.
 * @throws {SetNotAtHand} for the set that is live now
 */
export const exchangeSets = (
  models: Models,
  states: ReleasedStates,
  inForce: SetsInForce,
  exchange: Exchange,
): Exchanged => {
  const live = settled(models, states.live, exchange);
  const beside = settledOther(models, states, inForce, exchange);
  const other = beside.value;
  const next = nextLive(models, inForce.live, live, other, exchange);
  const isHandedOver = next.hash !== live.hash;
  const handed = isHandedOver
    ? handOver(live, { model: modelOf(models, next.hash), state: next.state }, exchange)
    : { decisions: [], failures: [] };
  const otherHash = inForce.other;
  const branch: Attempt<SideState> =
    otherHash === undefined || beside.failed !== undefined
      ? { failed: beside.failed }
      : attempt(() => nextOther(models, otherHash, next, { live, other }, exchange));
  // One that failed to settle stays as it was, if it is still the one.
  const kept = branch.value ?? (otherHash !== undefined && isSwap(states.other, otherHash) ? states.other : undefined);
  return {
    live: sideOf(next),
    other: kept && sideOf(kept),
    otherFailed: branch.failed,
    actions: [...(live.step?.actions ?? []), ...handed.decisions],
    otherActions: other?.step?.actions ?? [],
    failures: [...(live.step?.failures ?? []), ...handed.failures],
    otherFailures: other?.step?.failures ?? [],
    mustSave: isHandedOver || states.other !== undefined || live.step !== undefined,
  };
};
