import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';

export type LogKeys = Readonly<Record<string, string | number | boolean | undefined>>;

/** What a function may write to its log. One JSON line each, with the request id and the keys of every parent. */
export interface Log {
  readonly debug: (message: string, extra?: Error | LogKeys) => void;
  readonly info: (message: string, extra?: Error | LogKeys) => void;
  readonly warn: (message: string, extra?: Error | LogKeys) => void;
  readonly error: (message: string, extra?: Error | LogKeys) => void;
  /** A log whose lines also carry `keys`: the ids of the record at hand. Costs nothing until it is written to. */
  readonly child: (keys: LogKeys) => Log;
}

const logOf = (logger: () => Logger): Log => {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, extra?: Error | LogKeys): void => {
      if (extra === undefined) logger()[level](message);
      else if (extra instanceof Error) logger()[level](message, extra);
      else logger()[level](message, { ...extra });
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (keys) => {
      let child: Logger | undefined;
      return logOf(() => {
        child ??= logger().createChild({ persistentKeys: { ...keys } });
        return child;
      });
    },
  };
};

/** The log of a function, and what tells it of each invocation. */
export interface FunctionLog {
  readonly log: Log;
  /** Puts request id, function name and version on every line until the next invocation. */
  readonly begin: (context: Context) => void;
}

/** Powertools Logger behind our port. The level comes from POWERTOOLS_LOG_LEVEL. */
export const functionLog = (service: string, stage: string): FunctionLog => {
  const logger = new Logger({ serviceName: service, persistentKeys: { stage } });
  return { log: logOf(() => logger), begin: (context) => logger.addContext(context) };
};
