import type { FunctionIdentifier } from '../functions/identifier.ts';

interface CommonMapping {
  readonly uuid: string;
  readonly eventSourceArn: string;
  readonly target: FunctionIdentifier;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** ReportBatchItemFailures: the function says which items failed. */
  readonly reportsItemFailures: boolean;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Epoch ms. */
  readonly lastModified: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface KinesisMapping extends CommonMapping {
  readonly kind: 'kinesis';
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';
  /** Epoch ms; only with AT_TIMESTAMP. */
  readonly startingTimestamp?: number;
  readonly parallelizationFactor: number;
  readonly bisectsOnError: boolean;
  /** -1 for ever. */
  readonly maximumRetryAttempts: number;
  /** -1 for ever. */
  readonly maximumRecordAgeSeconds: number;
  /** ARN of a queue, topic or bucket. */
  readonly onFailureArn?: string;
}

export interface SqsMapping extends CommonMapping {
  readonly kind: 'sqs';
  readonly maximumConcurrency?: number;
}

/** An event source mapping: what Lambda reads for a function, and how. */
export type EventSourceMapping = KinesisMapping | SqsMapping;
