import validateDecision from '../generated/decision.js';
import { contract } from './contract.ts';
import { eventContract } from './event-contract.ts';
import { type Decision, decisionSchema } from './schemas/decision.ts';

/** A rule decided. */
export const decisionEvent = eventContract(
  'signalbox.decisions',
  'Decision',
  contract<Decision>('Decision', decisionSchema, validateDecision),
);
