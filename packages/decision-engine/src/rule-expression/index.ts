export { type Bound, operandsOf } from './bound.ts';
export { didYouMean } from './did-you-mean.ts';
export { compileJsonTemplate } from './json-template.ts';
export { metricTypes } from './metric-types.ts';
export { compileCondition, MAX_TEXT, type RuleCondition } from './rule-expression.ts';
export { RuleExpressionError } from './rule-expression-error.ts';
export { isProperty, type RuleNames, type RuleScope } from './scope.ts';
export { surelyKnown } from './surely-known.ts';
export { bindTemplate, compileTextTemplate } from './text-template.ts';
