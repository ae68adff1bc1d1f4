import { type Fault, replace } from '../change.ts';

/** Decisions say more; whoever reads them, and is deployed later, refuses what it does not know. */
export const schemaWidened: Fault = {
  title: 'schema widened: readers of decisions do not know it',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'packages/contracts/src/schemas/decision.ts',
      "decisionId: { type: 'string', minLength: 1, maxLength: 512 },",
      "decisionId: { type: 'string', minLength: 1, maxLength: 512 },\n  engine: { type: 'string' },",
    ),
    replace(
      'services/decisions/src/adapters/event-bridge-bus.ts',
      'Detail: JSON.stringify(decision),',
      "Detail: JSON.stringify({ ...decision, engine: 'two' }),",
    ),
  ],
};
