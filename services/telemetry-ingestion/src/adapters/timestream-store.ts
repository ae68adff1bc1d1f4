import {
  type MeasureValueType,
  type _Record as TimestreamRecord,
  TimestreamWriteClient,
  WriteRecordsCommand,
} from '@aws-sdk/client-timestream-write';
import type { MetricValue } from '@signalbox/contracts';
import { clientSettings, errorMessage, PermanentError, sdkError } from '@signalbox/lambda-kit';
import type { Row } from '../rows.ts';
import type { RowRejection, TelemetryStore } from '../telemetry-store.ts';

/** Every number is a DOUBLE: a column has one type for ever, and 80 must not make it BIGINT. */
const measureTypes: Readonly<Record<string, MeasureValueType>> = {
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  string: 'VARCHAR',
};

const measureOf = ([Name, value]: [string, MetricValue]) => ({
  Name,
  Value: String(value),
  Type: measureTypes[typeof value],
});

const recordOf = ({ deviceId, time, version, metrics }: Row): TimestreamRecord => ({
  Dimensions: [{ Name: 'deviceId', Value: deviceId }],
  Time: String(time),
  Version: version,
  MeasureValues: Object.entries(metrics).map(measureOf),
});

/** What all rows of a call share: it is sent and billed once. */
const commonOf = ({ fleet, deviceType }: Row): TimestreamRecord => ({
  Dimensions: [
    { Name: 'fleet', Value: fleet },
    { Name: 'deviceType', Value: deviceType },
  ],
  MeasureName: deviceType,
  MeasureValueType: 'MULTI',
  TimeUnit: 'MILLISECONDS',
});

interface RejectedRecords {
  readonly RejectedRecords?: readonly { RecordIndex?: number; Reason?: string; ExistingVersion?: number }[];
}

const rejectionsOf = (error: unknown): readonly RowRejection[] | undefined => {
  if (!(error instanceof Error) || error.name !== 'RejectedRecordsException') return undefined;
  return (error as RejectedRecords).RejectedRecords?.map(
    ({ RecordIndex = 0, Reason = error.message, ExistingVersion }) => ({
      index: RecordIndex,
      detail: Reason,
      existingVersion: ExistingVersion,
    }),
  );
};

/** Amazon Timestream: one MULTI record a reading, its version the time of receipt. */
export const timestreamStore = (
  { database, table }: { readonly database: string; readonly table: string },
  client = new TimestreamWriteClient(clientSettings),
): TelemetryStore => ({
  write: async (rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const names = { DatabaseName: database, TableName: table };
    try {
      await client.send(
        new WriteRecordsCommand({ ...names, CommonAttributes: commonOf(first), Records: rows.map(recordOf) }),
      );
      return [];
    } catch (error) {
      const rejections = rejectionsOf(error);
      if (rejections !== undefined) return rejections;
      if (error instanceof Error && error.name === 'ValidationException') {
        throw new PermanentError('STORE_INVALID', errorMessage(error), { cause: error });
      }
      throw sdkError('STORE_UNAVAILABLE', error);
    }
  },
});
