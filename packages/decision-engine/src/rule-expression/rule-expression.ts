import { ExpressionError, type Node, parseExpression } from '../expression/index.ts';
import { createBinder } from './bind.ts';
import type { Bound } from './bound.ts';
import { compileBoolean, compileValue } from './compile-value.ts';
import type { ValueOf } from './compilers.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import { RuleExpressionError } from './rule-expression-error.ts';
import type { RuleNames, ScalarType } from './scope.ts';
import type { TruthOf } from './truth.ts';
import { type UsedNames, usedNames } from './used-names.ts';

/** A compiled expression. */
export interface RuleExpression extends UsedNames {
  readonly text: string;
  readonly type: ScalarType;
  /** As written. */
  readonly node: Node;
  /** With names resolved and constants folded: for who looks for atoms like `metric >= constant`. */
  readonly bound: Bound;
  /** Undefined is unknown: a metric is missing, or a number has no finite value. */
  readonly evaluate: ValueOf;
}

/** A compiled condition: undefined leaves everything as it is. */
export interface RuleCondition extends RuleExpression {
  readonly type: 'boolean';
  readonly evaluate: TruthOf;
}

/** Most UTF-16 units of an expression, or of a text with expressions in it. */
export const MAX_TEXT = 4096;

/** Reads `text` with one of the parsers of the grammar; undefined when `list` was told why not. */
export const readText = <T>(text: string, parse: (text: string) => T, { refuse }: ProblemList): T | undefined => {
  if (text.length > MAX_TEXT)
    return refuse('TOO_LONG', { start: 0, end: text.length }, `is longer than ${MAX_TEXT} characters`);
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const start = Math.min(error.offset, text.length);
    return refuse('SYNTAX', { start, end: Math.min(start + 1, text.length) }, error.message);
  }
};

const bindText = (text: string, names: RuleNames, type?: ScalarType): { node: Node; bound: Bound } => {
  const list = createProblemList();
  const node = readText(text, parseExpression, list);
  const binder = createBinder(names, list);
  const bound = node && (type ? binder.bindAs(type, node, 'this condition') : binder.bind(node));
  if (!node || !bound || list.problems.length > 0) throw new RuleExpressionError(list.problems);
  return { node, bound };
};

/**
 * Compiles an expression of any type.
 * @throws {RuleExpressionError} naming everything that is wrong, with its place in the text
 */
export const compileRuleExpression = (text: string, names: RuleNames): RuleExpression => {
  const { node, bound } = bindText(text, names);
  return { text, type: bound.type, node, bound, ...usedNames([bound]), evaluate: compileValue(bound) };
};

/**
 * Compiles an expression that must be a boolean.
 * @throws {RuleExpressionError} naming everything that is wrong, with its place in the text
 */
export const compileCondition = (text: string, names: RuleNames): RuleCondition => {
  const { node, bound } = bindText(text, names, 'boolean');
  return { text, type: 'boolean', node, bound, ...usedNames([bound]), evaluate: compileBoolean(bound) };
};
