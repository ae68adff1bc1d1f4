/** What Lambda answers in place of a function that did not get to answer itself. */
export interface RuntimeFailure {
  readonly errorType: string;
  readonly errorMessage: string;
}

export const timedOut = (requestId: string, timeoutSeconds: number): RuntimeFailure => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
});

const signalNames: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
};

const exitReason = (code: number | null, signal: string | null): string => {
  if (signal !== null) return `Runtime exited with error: signal: ${signalNames[signal] ?? signal}`;
  return code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${code}`;
};

export const runtimeExited = (requestId: string, code: number | null, signal: string | null): RuntimeFailure => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `RequestId: ${requestId} Error: ${exitReason(code, signal)}`,
});

/** Bytes that an answer may have: 6 MB and a little. Source: Lambda quotas, "Invocation payload". */
export const responseLimitBytes = 6_291_556;

export const responseTooLarge = (): RuntimeFailure => ({
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${responseLimitBytes} bytes).`,
});
