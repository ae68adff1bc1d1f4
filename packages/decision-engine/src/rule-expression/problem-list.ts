import type { Span } from '../expression/index.ts';
import type { ExpressionProblem, ExpressionProblemCode } from './rule-expression-error.ts';

/** Gathers what is wrong, so that all of it can be told at once. */
export interface ProblemList {
  readonly problems: readonly ExpressionProblem[];
  /** Tells of a problem at `span`; what could not be bound is undefined. */
  readonly refuse: (code: ExpressionProblemCode, span: Span, message: string) => undefined;
}

export const createProblemList = (): ProblemList => {
  const problems: ExpressionProblem[] = [];
  return {
    problems,
    refuse: (code, { start, end }, message) => {
      problems.push({ code, message, offset: start, length: end - start });
      return undefined;
    },
  };
};
