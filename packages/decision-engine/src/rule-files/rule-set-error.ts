/** One thing wrong with a rule file. Lines and columns count from 1, columns in UTF-16 units as editors count them. */
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Rule files that cannot be compiled; the message has one line for each problem: `file:line:column: message`. */
export class RuleSetError extends Error {
  override readonly name = 'RuleSetError';
  readonly code = 'INVALID_RULES';
  readonly problems: readonly RuleProblem[];

  constructor(problems: readonly RuleProblem[]) {
    super(problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'));
    this.problems = problems;
  }
}
