import type { BinaryOperator, Node } from '../expression/index.ts';
import { parseExpression } from '../expression/index.ts';
import { compileIotEvents, Invalid, type Scope, type Value } from '../expression/iot-events/index.ts';
import type { ComparisonOperator, SimpleRule } from './definition.ts';

const operators: Readonly<Record<ComparisonOperator, BinaryOperator>> = {
  GREATER: '>',
  GREATER_OR_EQUAL: '>=',
  LESS: '<',
  LESS_OR_EQUAL: '<=',
  EQUAL: '==',
  NOT_EQUAL: '!=',
};

/** What was compared; a side that has no value is undefined. */
export interface RuleValues {
  readonly inputProperty: Value | undefined;
  readonly threshold: Value | undefined;
}

export interface AlarmRule {
  /** Undefined: one of the sides is missing, or they do not compare. */
  holds(scope: Scope): boolean | undefined;
  values(scope: Scope): RuleValues;
}

const valid = (outcome: Value | undefined | Invalid): Value | undefined =>
  outcome instanceof Invalid ? undefined : outcome;

/** @throws {ExpressionError} */
export const compileAlarmRule = (rule: SimpleRule, noteNode: (node: Node) => void): AlarmRule => {
  const [left, right] = [parseExpression(rule.inputProperty), parseExpression(rule.threshold)];
  const operator = operators[rule.comparisonOperator];
  const node: Node = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
  noteNode(node);
  const [compare, property, threshold] = [node, left, right].map(compileIotEvents);
  const valueIn = (evaluate: typeof property, scope: Scope): Value | undefined => valid(evaluate?.(scope));
  return {
    values: (scope) => ({ inputProperty: valueIn(property, scope), threshold: valueIn(threshold, scope) }),
    holds: (scope) => {
      // Undefined data differs from everything in a detector's condition; here it says nothing.
      const isMissing = valueIn(property, scope) === undefined || valueIn(threshold, scope) === undefined;
      const outcome = isMissing ? undefined : valueIn(compare, scope);
      return typeof outcome === 'boolean' ? outcome : undefined;
    },
  };
};
