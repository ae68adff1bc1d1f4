/** What Lambda says at the end of an invocation. */
export interface Report {
  readonly durationMs: number;
  readonly billedMs: number;
  readonly memoryMb: number;
  readonly isColdStart: boolean;
}

const numberIn = (message: string, pattern: RegExp): number => Number(pattern.exec(message)?.[1]);

/** Reads a REPORT line in Lambda's text format; undefined for any other line. */
export const readReport = (message: string): Report | undefined =>
  message.startsWith('REPORT RequestId:')
    ? {
        durationMs: numberIn(message, /\tDuration: ([\d.]+) ms/),
        billedMs: numberIn(message, /\tBilled Duration: (\d+) ms/),
        memoryMb: numberIn(message, /\tMemory Size: (\d+) MB/),
        isColdStart: message.includes('\tInit Duration: '),
      }
    : undefined;
