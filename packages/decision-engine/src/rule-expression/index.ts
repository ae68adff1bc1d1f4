export { type Bound, type BoundMetric, operandsOf } from './bound.ts';
export { didYouMean } from './did-you-mean.ts';
export { compileJsonTemplate, type JsonTemplate } from './json-template.ts';
export { metricTypes } from './metric-types.ts';
export {
  compileCondition,
  compileRuleExpression,
  MAX_TEXT,
  type RuleCondition,
  type RuleExpression,
} from './rule-expression.ts';
export { type ExpressionProblem, type ExpressionProblemCode, RuleExpressionError } from './rule-expression-error.ts';
export {
  isProperty,
  properties,
  type RuleNames,
  type RuleParameter,
  type RuleScope,
  type Scalar,
  type ScalarType,
} from './scope.ts';
export { surelyKnown } from './surely-known.ts';
export { bindTemplate, compileTextTemplate, type TextTemplate } from './text-template.ts';
export type { Truth, TruthOf } from './truth.ts';
