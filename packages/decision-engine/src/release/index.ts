export { carryOver } from './carry-over.ts';
export type { Exchange } from './exchange.ts';
export { type HandOver, handOver, type RunningSide } from './hand-over.ts';
export type { Models, ReleasedStates, ReleasedStep, SetsInForce, SideState } from './released-states.ts';
export { SetNotAtHand } from './set-not-at-hand.ts';
export { stepReleased } from './step-released.ts';
