/**
 * An error that AWS would answer. `code` is the error's name in the service's API model, `status` its HTTP
 * status, `members` its further members (e.g. `RejectedRecords`). Anything else that is thrown is a fault of ours
 * and answered as InternalFailure.
 */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; members?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = code;
    this.code = code;
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
  }
}

/**
 * The embedded cloud lacks this. It is said by name and never skipped, so that nobody takes silence for support.
 * AWS has no such error; 501 keeps SDKs from retrying it.
 */
export class UnsupportedError extends AwsError {
  constructor(what: string) {
    super('NotImplemented', `The embedded cloud does not support ${what}`, { status: 501 });
  }
}
