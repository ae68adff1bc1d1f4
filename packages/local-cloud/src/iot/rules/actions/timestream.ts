import { AwsError, UnsupportedError } from '../../../kernel/aws-error.ts';
import { ActionError, type ActionKind, type Parameters } from './action.ts';
import { type Field, field, text } from './field.ts';
import { outputObject, outputText } from './output-text.ts';

const UNITS = ['SECONDS', 'MILLISECONDS', 'MICROSECONDS', 'NANOSECONDS'];
const MAX_MEASURES = 100;

/** One record an attribute, its type inferred: https://docs.aws.amazon.com/iot/latest/developerguide/timestream-rule-action.html */
export const timestream: ActionKind = {
  type: 'timestream',
  label: 'TimestreamAction',
  accepts: ['databaseName', 'tableName', 'dimensions', 'timestamp', 'roleArn'],
  requires: ['databaseName', 'tableName', 'dimensions', 'roleArn'],
  compile: (parameters, context) => {
    const { cloud } = context;
    const databaseName = field(parameters, 'databaseName', context);
    const tableName = field(parameters, 'tableName', context);
    const dimensions = dimensionsOf(parameters['dimensions']).map((dimension) => ({
      name: text(dimension, 'name'),
      value: field(dimension, 'value', context),
    }));
    const timestamp = timestampOf(parameters['timestamp']);
    const timeValue: Field | undefined = timestamp && field(timestamp, 'value', context);
    const timeUnit = timestamp === undefined ? 'MILLISECONDS' : text(timestamp, 'unit');
    return {
      resource: `${text(parameters, 'databaseName')}/${text(parameters, 'tableName')}`,
      run: async (event) => {
        const common = {
          Dimensions: dimensions.map(({ name, value }) => ({ Name: name, Value: value(event) })),
          Time: timeValue?.(event) ?? String(cloud.clock.now()),
          TimeUnit: timeUnit,
        };
        await cloud.services.timestream.writeRecords({
          DatabaseName: databaseName(event),
          TableName: tableName(event),
          CommonAttributes: common,
          Records: measures(event.output),
        });
      },
    };
  },
};

function dimensionsOf(value: unknown): Parameters[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new AwsError('InvalidRequestException', 'dimensions must be a list of at least one');
  }
  for (const dimension of value as object[]) refuseOthers(dimension, ['name', 'value'], 'dimensions');
  return value as Parameters[];
}

function timestampOf(value: unknown): Parameters | undefined {
  if (value === undefined) return undefined;
  const timestamp = value as Parameters;
  refuseOthers(timestamp, ['value', 'unit'], 'timestamp');
  if (UNITS.includes(String(timestamp['unit']))) return timestamp;
  throw new AwsError('InvalidRequestException', `timestamp.unit must be one of ${UNITS.join(', ')}`);
}

function refuseOthers(value: object, accepts: readonly string[], name: string): void {
  const stranger = Object.keys(value).find((key) => !accepts.includes(key));
  if (stranger !== undefined)
    throw new UnsupportedError(`the parameter ${name}.${stranger} of the rule action timestream`);
}

/** A number without a decimal point is a BIGINT, so the text decides, not the value: SQL 2015-10-08 writes `10.0`. */
function measures(output: Uint8Array): object[] {
  const entries = Object.entries(outputObject(output));
  if (entries.length > MAX_MEASURES) throw new ActionError(`More than ${MAX_MEASURES} attributes for Timestream`);
  const spelled = spelledNumbers(outputText(output));
  return entries.map(([name, value]) => ({ MeasureName: name, ...measureOf(value, spelled.get(name)) }));
}

function measureOf(value: unknown, spelled: string | undefined): { MeasureValue: string; MeasureValueType: string } {
  if (typeof value === 'boolean') return { MeasureValue: String(value), MeasureValueType: 'BOOLEAN' };
  if (typeof value === 'string') return { MeasureValue: value, MeasureValueType: 'VARCHAR' };
  if (typeof value === 'number') {
    const source = spelled ?? String(value);
    return { MeasureValue: source, MeasureValueType: /[.eE]/.test(source) ? 'DOUBLE' : 'BIGINT' };
  }
  if (value === null) throw new ActionError('An attribute that is null cannot be written to Timestream');
  return { MeasureValue: JSON.stringify(value), MeasureValueType: 'VARCHAR' };
}

type Spelled = Map<string, string>;

/** The source text of the numbers at the top level. */
function spelledNumbers(text: string): Spelled {
  const byHolder = new WeakMap<object, Spelled>();
  function note(this: object, key: string, value: unknown, context: { source?: string }): unknown {
    if (typeof value === 'number' && context.source !== undefined) {
      const spelled = byHolder.get(this) ?? new Map<string, string>();
      byHolder.set(this, spelled.set(key, context.source));
    }
    return value;
  }
  const root = JSON.parse(text, note as (key: string, value: unknown) => unknown) as object;
  return byHolder.get(root) ?? new Map();
}
