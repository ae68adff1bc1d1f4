const { writeSync } = process.getBuiltinModule('node:fs');
const { format } = process.getBuiltinModule('node:util');

/**
 * Messages go to the cloud in frames over standard output, so that one of several lines stays one log event and comes
 * before the answer of its invocation: `NUL nonce kind length LF bytes`. What else a function writes goes raw, line by line.
 */
let nonce = '';
let requestId;

const pause = new Int32Array(new SharedArrayBuffer(4));

const writeAll = (fd, bytes) => {
  let from = 0;
  while (from < bytes.length) {
    try {
      from += writeSync(fd, bytes, from);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
};

const frame = (fd, kind, text) => {
  const bytes = Buffer.from(text);
  writeAll(fd, Buffer.concat([Buffer.from(`\0${nonce}${kind}${bytes.length}\n`), bytes]));
};

export const openOutput = (given) => {
  nonce = given;
};

export const setRequestId = (given) => {
  requestId = given;
};

/** Marks the end of an invocation on both outputs, with the most memory (KiB) that the process has used. */
export const endInvocation = () => {
  frame(1, 'e', String(process.resourceUsage().maxRSS));
  frame(2, 'e', '');
};

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

const asText = (level, values) => [new Date().toISOString(), requestId, level, format(...values)].join('\t');

const plainError = (value) =>
  value instanceof Error
    ? {
        errorType: value.constructor?.name ?? 'UnknownError',
        errorMessage: value.message,
        stackTrace: (value.stack ?? '').split('\n'),
        ...value,
      }
    : value;

const asJson = (level, values) => {
  const line = { timestamp: new Date().toISOString(), level, requestId };
  if (values.length === 1) {
    try {
      return JSON.stringify({ ...line, message: values[0] }, (_key, value) => plainError(value));
    } catch {
      return JSON.stringify({ ...line, message: format(values[0]) });
    }
  }
  const { errorType, errorMessage, stackTrace } = plainError(values.find((value) => value instanceof Error) ?? {});
  return JSON.stringify({ ...line, message: format(...values), errorType, errorMessage, stackTrace });
};

/** Makes `console` write log events in Lambda's text or JSON format. */
export const patchConsole = () => {
  const isJson = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
  const lowest = Math.max(0, isJson ? levels.indexOf((process.env.AWS_LAMBDA_LOG_LEVEL ?? 'TRACE').toUpperCase()) : 0);
  const write = isJson ? asJson : asText;
  const at =
    (level) =>
    (...values) => {
      if (levels.indexOf(level) >= lowest) frame(1, 'm', write(level, values));
    };
  Object.assign(console, {
    log: at('INFO'),
    info: at('INFO'),
    warn: at('WARN'),
    error: at('ERROR'),
    debug: at('DEBUG'),
    trace: at('TRACE'),
    fatal: at('FATAL'),
  });
};
