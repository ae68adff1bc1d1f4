/**
 * A problem that is not the program's fault: it is told in one line, without a stack. `usage`: the command line was wrong
 * (exit code 2). `decisions-differ`: what was compared is not the same (exit code 3). Everything else is exit code 1.
 */
export type ProblemCode =
  | 'usage'
  | 'port-taken'
  | 'data-directory'
  | 'unreachable'
  | 'refused-by-aws'
  | 'not-found'
  | 'already-replayed'
  | 'deployment-failed'
  | 'release-under-way'
  | 'release-refused'
  | 'command-not-done'
  | 'rules-invalid'
  | 'records-unreadable'
  | 'interrupted'
  | 'decisions-differ';

export type ProblemExitCode = 1 | 2 | 3;

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;

  constructor(code: ProblemCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get exitCode(): ProblemExitCode {
    if (this.code === 'decisions-differ') return 3;
    return this.code === 'usage' ? 2 : 1;
  }
}
