import { type Node, parseTemplate } from '../expression/index.ts';
import { createBinder } from './bind.ts';
import type { Bound } from './bound.ts';
import { compileValue } from './compile-value.ts';
import type { ValueOf } from './compilers.ts';
import { createProblemList } from './problem-list.ts';
import { readText } from './rule-expression.ts';
import { RuleExpressionError } from './rule-expression-error.ts';
import type { RuleNames, RuleScope } from './scope.ts';
import { type UsedNames, usedNames } from './used-names.ts';

/** A text for people, with values written into it. */
export interface TextTemplate extends UsedNames {
  readonly bounds: readonly Bound[];
  /** A value that is unknown is written as the word `unknown`. */
  readonly render: (scope: RuleScope) => string;
}

/**
 * The parts of a text with `${…}` in it, bound; texts are constants.
 * @throws {RuleExpressionError} naming everything that is wrong, with its place in the text
 */
export const bindTemplate = (text: string, names: RuleNames): readonly Bound[] => {
  const list = createProblemList();
  const binder = createBinder(names, list);
  const parts = readText<readonly (string | Node)[]>(text, parseTemplate, list) ?? [];
  const bounds = parts.map((part): Bound | undefined =>
    typeof part === 'string' ? { kind: 'constant', type: 'string', value: part } : binder.bind(part),
  );
  if (list.problems.length > 0) throw new RuleExpressionError(list.problems);
  return bounds.filter((bound) => bound !== undefined);
};

const write = (value: ReturnType<ValueOf>): string => (value === undefined ? 'unknown' : String(value));

/**
 * Compiles a text like `${deviceId}: ${temperature} °C`.
 * @throws {RuleExpressionError} naming everything that is wrong, with its place in the text
 */
export const compileTextTemplate = (text: string, names: RuleNames): TextTemplate => {
  const bounds = bindTemplate(text, names);
  const values = bounds.map(compileValue);
  return { bounds, ...usedNames(bounds), render: (scope) => values.map((value) => write(value(scope))).join('') };
};
