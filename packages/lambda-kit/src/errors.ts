/**
 * What went wrong with one record or call, in two families. Callers branch on the class (is trying again of use?) and on
 * `code`, never on the message. A service closes the set of its codes: `PermanentError<'STORE_REJECTED'>`.
 */
abstract class CodedError<Code extends string> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The same call may succeed later: throttled, timed out, unreachable, lost a race. */
export class TransientError<Code extends string = string> extends CodedError<Code> {
  override readonly name = 'TransientError';
}

/** The same call will fail again: trying it would only block what comes behind. */
export class PermanentError<Code extends string = string> extends CodedError<Code> {
  override readonly name = 'PermanentError';
}

/** What an unknown thrown value has to say. */
export const errorMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error));
