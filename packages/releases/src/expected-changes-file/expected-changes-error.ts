import type { RuleProblem } from '@signalbox/decision-engine/yaml-file';

/** A file of expected changes that cannot be read; the message has one line for each problem: `file:line:column: message`. */
export class ExpectedChangesError extends Error {
  override readonly name = 'ExpectedChangesError';
  readonly code = 'INVALID_EXPECTED_CHANGES';
  readonly problems: readonly RuleProblem[];

  constructor(problems: readonly RuleProblem[]) {
    super(problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'));
    this.problems = problems;
  }
}
