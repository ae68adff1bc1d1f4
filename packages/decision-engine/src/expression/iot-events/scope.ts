import type { PathStep } from '../ast.ts';
import type { Outcome, Value } from './value.ts';

/** What an expression can see while it is evaluated. */
export interface Scope {
  /**
   * The last message of an input, or what `path` leads to in it ({@link valueAt} walks a path); undefined when there is
   * nothing. The path is empty for the whole message.
   */
  input(name: string, path: readonly PathStep[]): Value | undefined;
  variable(name: string): Value | undefined;
  /** Whether the timer has expired. Reading consumes: asked again, it answers false until the timer expires again. */
  timeout(name: string): boolean;
  readonly triggerType: 'Message' | 'Timer';
  /** Whether the message being evaluated came to this input; never during the evaluation of a timer. */
  currentInput(name: string): boolean;
}

/**
 * A compiled expression. Deterministic, never throws, and touches nothing but the scope: operands from left to right, the
 * right side of `&&` only if the left is true, of `||` only unless the left is true; but see timeout-reads.ts.
 */
export type Evaluate = (scope: Scope) => Outcome;

/** What a path leads to, own members only; undefined where it leads nowhere. */
export function valueAt(value: Value | undefined, path: readonly PathStep[]): Value | undefined {
  let current = value;
  for (const step of path) {
    if (current === undefined) return undefined;
    current = memberOf(current, step);
  }
  return current;
}

function memberOf(value: Value, step: PathStep): Value | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isList(value)) return typeof step === 'number' ? value[step] : undefined;
  return typeof step === 'string' && Object.hasOwn(value, step) ? value[step] : undefined;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
