import { ruleShape } from './rule-shape.ts';
import type { JsonSchema } from './shape/shape.ts';

/** What editors check rule files against: made of the shapes by which they are read. */
export const rulesSchema = (): JsonSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A rule of Signalbox',
  description: 'A file of services/decisions/rules; its name is that of the rule. See docs/rules.md.',
  ...ruleShape.schema,
});
