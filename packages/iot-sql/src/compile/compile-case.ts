import type { Case } from '../syntax/ast.ts';
import { equals } from '../values/comparison.ts';
import type { CompileContext, Evaluator } from './evaluator.ts';

/**
 * `CASE v WHEN t THEN r …` takes the first t that equals v; an Undefined v gives Undefined, not the ELSE branch ("Case
 * statements"). `CASE WHEN c THEN r …` takes the first c that is true.
 */
export function compileCase(node: Case, context: CompileContext): Evaluator {
  const branches = node.branches.map(({ when, result }) => ({
    when: context.compile(when),
    result: context.compile(result),
  }));
  const otherwise = node.otherwise === undefined ? () => undefined : context.compile(node.otherwise);
  if (node.subject === undefined) {
    return (message) => (branches.find(({ when }) => when(message) === true)?.result ?? otherwise)(message);
  }
  const subject = context.compile(node.subject);
  return (message) => {
    const value = subject(message);
    if (value === undefined) return undefined;
    return (branches.find(({ when }) => equals(value, when(message)) === true)?.result ?? otherwise)(message);
  };
}
