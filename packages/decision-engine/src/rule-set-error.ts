/** One thing wrong with a rule file. `field` is its path in the file: `set.atOrAbove`; empty means the file as a whole. */
export interface RuleProblem {
  readonly file: string;
  readonly field: string;
  readonly message: string;
}

const line = ({ file, field, message }: RuleProblem): string => `${file}: ${field ? `${field}: ` : ''}${message}`;

/** Rule files that cannot be compiled; the message has one line for each problem, naming file and field. */
export class RuleSetError extends Error {
  readonly code = 'INVALID_RULES';
  readonly problems: readonly RuleProblem[];

  constructor(problems: readonly RuleProblem[]) {
    super(problems.map(line).join('\n'));
    this.problems = problems;
  }
}
