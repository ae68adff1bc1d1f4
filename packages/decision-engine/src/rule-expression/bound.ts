import type { BinaryOperator } from '../expression/ast.ts';
import type { FunctionName } from './functions.ts';
import type { Property, Scalar, ScalarType } from './scope.ts';

/** A metric of the reading, or the latest one that the rule saw. */
export type BoundMetric = { readonly kind: 'metric' | 'last'; readonly type: ScalarType; readonly name: string };

/**
 * An expression whose names are resolved and whose types are checked. What does not depend on a reading or a setting is
 * folded into one constant: with `limit: 90`, `limit - 10` is the constant 80.
 */
export type Bound =
  | { readonly kind: 'constant'; readonly type: ScalarType; readonly value: Scalar }
  | BoundMetric
  /** A parameter that a device setting `name` may override. */
  | { readonly kind: 'setting'; readonly type: ScalarType; readonly name: string; readonly fallback: Scalar }
  | { readonly kind: 'property'; readonly type: ScalarType; readonly name: Property }
  | { readonly kind: 'missing'; readonly type: 'boolean'; readonly operand: BoundMetric }
  | { readonly kind: 'unary'; readonly type: ScalarType; readonly operator: '!' | '~' | '-'; readonly operand: Bound }
  | {
      readonly kind: 'binary';
      readonly type: ScalarType;
      readonly operator: BinaryOperator;
      readonly left: Bound;
      readonly right: Bound;
    }
  | {
      readonly kind: 'call';
      readonly type: ScalarType;
      readonly name: FunctionName;
      readonly arguments: readonly Bound[];
    }
  /** Texts and values in turn, written one after the other. */
  | { readonly kind: 'text'; readonly type: 'string'; readonly parts: readonly Bound[] };

/** What the value of `bound` is made from. */
export const operandsOf = (bound: Bound): readonly Bound[] => {
  switch (bound.kind) {
    case 'unary':
    case 'missing':
      return [bound.operand];
    case 'binary':
      return [bound.left, bound.right];
    case 'call':
      return bound.arguments;
    case 'text':
      return bound.parts;
    default:
      return [];
  }
};
