import type { Clock } from '../../kernel/clock.ts';
import type { LogsPort } from '../../ports/logs.ts';
import type { FunctionVersion, LoggingSettings } from '../functions/function-record.ts';

export interface InvocationReport {
  readonly requestId: string;
  readonly durationMs: number;
  readonly initMs?: number;
  readonly maxMemoryMb: number;
  readonly status: 'success' | 'error' | 'timeout' | 'failure';
  readonly errorType?: string;
}

/** The log of one environment: what its function writes and Lambda's own lines about each invocation. */
export interface InvocationLog {
  start(requestId: string): void;
  message(text: string): void;
  end(report: InvocationReport): void;
  /** Hands what was collected to CloudWatch Logs. */
  flush(): void;
  /** Lines since the last start, at most the last 4 KB. */
  tail(): string;
}

const tailBytes = 4096;

const textReport = (version: FunctionVersion, report: InvocationReport): string => {
  const { requestId, durationMs, initMs, maxMemoryMb, status, errorType } = report;
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
    `Memory Size: ${version.memoryMb} MB`,
    `Max Memory Used: ${maxMemoryMb} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(status === 'timeout' || status === 'failure' ? [`Status: ${status === 'failure' ? 'error' : status}`] : []),
    ...(status === 'failure' ? [`Error Type: ${errorType}`] : []),
  ];
  return `${fields.join('\t')}\t`;
};

const jsonReport = (version: FunctionVersion, report: InvocationReport) => ({
  requestId: report.requestId,
  metrics: {
    durationMs: Number(report.durationMs.toFixed(3)),
    billedDurationMs: Math.ceil(report.durationMs + (report.initMs ?? 0)),
    memorySizeMB: version.memoryMb,
    maxMemoryUsedMB: report.maxMemoryMb,
    ...(report.initMs === undefined ? {} : { initDurationMs: Number(report.initMs.toFixed(3)) }),
  },
  status: report.status,
  ...(report.errorType === undefined ? {} : { errorType: report.errorType }),
});

/** Which lines of Lambda itself a system log level lets through. */
const writesSystemLine = ({ format, systemLevel }: LoggingSettings, isGood: boolean): boolean =>
  format === 'Text' || systemLevel !== 'WARN' || !isGood;

/**
 * Source of the lines: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html and
 * https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
export const createInvocationLog = (
  version: FunctionVersion,
  stream: string,
  clock: Clock,
  logs: () => LogsPort,
): InvocationLog => {
  const { logging } = version;
  const isJson = logging.format === 'JSON';
  let collected: { timestamp: number; message: string }[] = [];
  let recent: string[] = [];
  const write = (message: string): void => {
    collected.push({ timestamp: clock.now(), message });
    recent.push(message);
  };
  const platform = (type: string, record: object): string =>
    JSON.stringify({ time: new Date(clock.now()).toISOString(), type: `platform.${type}`, record });
  return {
    start: (requestId) => {
      recent = [];
      if (!writesSystemLine(logging, true)) return;
      const { version: number } = version;
      write(
        isJson ? platform('start', { requestId, version: number }) : `START RequestId: ${requestId} Version: ${number}`,
      );
    },
    message: write,
    end: (report) => {
      if (!writesSystemLine(logging, report.status === 'success')) return;
      if (!isJson) write(`END RequestId: ${report.requestId}`);
      write(isJson ? platform('report', jsonReport(version, report)) : textReport(version, report));
    },
    flush: () => {
      if (collected.length === 0) return;
      const events = collected;
      collected = [];
      logs().write(logging.group, stream, events);
    },
    tail: () =>
      Buffer.from(`${recent.join('\n')}\n`)
        .subarray(-tailBytes)
        .toString('utf8'),
  };
};
