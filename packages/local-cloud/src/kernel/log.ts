/** The cloud's own log (not the functions'): one line an event, to stderr or a file. */
export interface Log {
  debug(message: string, details?: Readonly<Record<string, unknown>>): void;
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];

const plain = (value: unknown): unknown => (value instanceof Error ? (value.stack ?? value.message) : value);

/** Writes NDJSON lines of at least `level` through `write`. */
export const createLog = (level: LogLevel, write: (line: string) => void): Log => {
  const line =
    (of: LogLevel) =>
    (message: string, details: Readonly<Record<string, unknown>> = {}) => {
      if (levels.indexOf(of) < levels.indexOf(level)) return;
      write(`${JSON.stringify({ level: of, message, ...details }, (_key, value) => plain(value))}\n`);
    };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
};
