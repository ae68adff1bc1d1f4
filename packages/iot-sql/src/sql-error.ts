export type SqlErrorCode =
  /** The text is not AWS IoT SQL. */
  | 'SYNTAX'
  /** AWS accepts it, this engine does not (yet). */
  | 'UNSUPPORTED'
  /** Well formed, but AWS would refuse it too: a bad topic filter, a wrong number of arguments. */
  | 'INVALID';

/**
 * The only error that compiling throws. The message has the reason, line and column (1-based), the offending line of
 * the statement and a caret under the place.
 */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly code: SqlErrorCode;
  /** One sentence without position. */
  readonly reason: string;
  readonly line: number;
  readonly column: number;

  constructor(code: SqlErrorCode, reason: string, text: string, offset: number) {
    const before = text.slice(0, offset).split('\n');
    const line = before.length;
    const column = (before.at(-1)?.length ?? 0) + 1;
    const source = text.split('\n')[line - 1] ?? '';
    super(`${reason} (line ${line}, column ${column})\n${source}\n${' '.repeat(column - 1)}^`);
    this.code = code;
    this.reason = reason;
    this.line = line;
    this.column = column;
  }
}
