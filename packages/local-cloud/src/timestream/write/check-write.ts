import type { _Record, WriteRecordsRequest } from '@aws-sdk/client-timestream-write';
import { UnsupportedError } from '../../kernel/aws-error.ts';
import { type Constraints, createConstraints } from './constraints.ts';

const scalarTypes = ['DOUBLE', 'BIGINT', 'VARCHAR', 'BOOLEAN', 'TIMESTAMP'];
const timeUnits = ['MILLISECONDS', 'SECONDS', 'MICROSECONDS', 'NANOSECONDS'];
const maxRecords = 100;
const maxDimensions = 128;
const recordMembers = new Set([
  'Dimensions',
  'MeasureName',
  'MeasureValue',
  'MeasureValueType',
  'Time',
  'TimeUnit',
  'Version',
  'MeasureValues',
]);

const checkDimensions = (check: Constraints, dimensions: _Record['Dimensions'], path: string) => {
  check.size(dimensions, path, 0, maxDimensions);
  for (const [index, dimension] of (dimensions ?? []).entries()) {
    const at = `${path}.${index + 1}.member`;
    if (check.present(dimension.Name, `${at}.name`)) check.length(dimension.Name, `${at}.name`, 1, Infinity);
    check.present(dimension.Value, `${at}.value`);
    check.oneOf(dimension.DimensionValueType, `${at}.dimensionValueType`, ['VARCHAR']);
  }
};

const checkRecord = (check: Constraints, record: _Record, path: string) => {
  const stranger = Object.keys(record).find((member) => !recordMembers.has(member));
  if (stranger !== undefined) throw new UnsupportedError(`the member ${stranger} of a Timestream record`);
  checkDimensions(check, record.Dimensions, `${path}.dimensions`);
  check.length(record.MeasureName, `${path}.measureName`, 1, Infinity);
  check.length(record.MeasureValue, `${path}.measureValue`, 1, 2048);
  check.oneOf(record.MeasureValueType, `${path}.measureValueType`, [...scalarTypes, 'MULTI']);
  check.length(record.Time, `${path}.time`, 1, 256);
  check.oneOf(record.TimeUnit, `${path}.timeUnit`, timeUnits);
  for (const [index, measure] of (record.MeasureValues ?? []).entries()) {
    const at = `${path}.measureValues.${index + 1}.member`;
    if (check.present(measure.Name, `${at}.name`)) check.length(measure.Name, `${at}.name`, 1, Infinity);
    if (check.present(measure.Value, `${at}.value`)) check.length(measure.Value, `${at}.value`, 1, 2048);
    if (check.present(measure.Type, `${at}.type`)) check.oneOf(measure.Type, `${at}.type`, [...scalarTypes, 'MULTI']);
  }
};

/**
 * The constraints of the API model on WriteRecords.
 * Source: https://docs.aws.amazon.com/timestream/latest/developerguide/API_WriteRecords.html
 * @throws AwsError ValidationException
 */
export const checkWrite = (input: WriteRecordsRequest): void => {
  const check = createConstraints();
  check.present(input.DatabaseName, 'databaseName');
  check.present(input.TableName, 'tableName');
  if (check.present(input.Records, 'records')) check.size(input.Records, 'records', 1, maxRecords);
  for (const [index, record] of (input.Records ?? []).entries()) {
    checkRecord(check, record, `records.${index + 1}.member`);
  }
  if (input.CommonAttributes !== undefined) checkRecord(check, input.CommonAttributes, 'commonAttributes');
  check.hold();
};
