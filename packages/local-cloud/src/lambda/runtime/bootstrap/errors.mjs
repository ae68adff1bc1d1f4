/** An error whose name is a fixed type, e.g. `Runtime.ImportModuleError`. */
export class NamedError extends Error {
  constructor(name, message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = name;
    if (cause?.stack) this.stack = `${name}: ${message}\n${cause.stack}`;
  }
}

/** The shape in which Lambda answers an error: `{errorType, errorMessage, trace}`. */
export const formatError = (error) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

const enumerable = (error) =>
  error instanceof Error
    ? {
        errorType: error.name,
        errorMessage: error.message,
        code: error.code,
        ...error,
        stack: (error.stack ?? '').split('\n'),
      }
    : error;

/** Logs an error as the runtime does: a label, a tab, the error as JSON. */
export const logError = (label, error) => {
  let text;
  try {
    text = JSON.stringify(error instanceof Error ? error : new Error(String(error)), (_key, value) =>
      enumerable(value),
    );
  } catch {
    text = JSON.stringify(formatError(error));
  }
  if (process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON') console.error(error);
  else console.error(label, `\t${text}`);
};
