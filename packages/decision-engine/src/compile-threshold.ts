import { commandNameSchema, type DeviceType } from '@signalbox/contracts';
import type { RuleReader } from './rule-reader.ts';
import type { Bound, RuleAction, ThresholdRule } from './rule-set.ts';

const comparisons = ['above', 'atOrAbove', 'below', 'atOrBelow'] as const;
const fields = [
  ...['name', 'kind', 'description', 'deviceTypes', 'metric', 'set', 'clear', 'holdFor', 'maxAge', 'onSet', 'onClear'],
];
const maxActions = 10;
const maxParameterBytes = 4096;

const upwards = ({ comparison }: Bound): boolean => comparison === 'above' || comparison === 'atOrAbove';

/** Whether some value would both set and clear the rule. */
const overlap = (set: Bound, clear: Bound): boolean => {
  const [upper, lower] = upwards(set) ? [set, clear] : [clear, set];
  const bothInclude = upper.comparison === 'atOrAbove' && lower.comparison === 'atOrBelow';
  return upper.value < lower.value || (upper.value === lower.value && bothInclude);
};

const readBound = (reader: RuleReader, field: string, value: unknown): Bound | undefined => {
  const object = reader.object(field, value, comparisons);
  if (!object) return undefined;
  const [comparison, ...more] = comparisons.filter((name) => name in object);
  if (!comparison || more.length > 0)
    return void reader.problem(field, `needs exactly one of ${comparisons.join(', ')}`);
  const bound = reader.number(`${field}.${comparison}`, object[comparison]);
  return bound === undefined ? undefined : { comparison, value: bound };
};

const readAction = (reader: RuleReader, field: string, value: unknown): RuleAction[] => {
  const command = reader.object(`${field}.command`, reader.object(field, value, ['command'])?.['command'], [
    'name',
    'parameters',
    'expiresAfter',
  ]);
  if (!command) return [];
  const name = reader.text(`${field}.command.name`, command['name'], new RegExp(commandNameSchema.pattern));
  const parameters = reader.object(`${field}.command.parameters`, command['parameters']);
  const expiresInMs = reader.duration(`${field}.command.expiresAfter`, command['expiresAfter']);
  if (Buffer.byteLength(JSON.stringify(parameters ?? {})) > maxParameterBytes)
    reader.problem(`${field}.command.parameters`, `takes more than ${maxParameterBytes} bytes`);
  return name && parameters && expiresInMs ? [{ command: { name, parameters: { ...parameters }, expiresInMs } }] : [];
};

const readActions = (reader: RuleReader, field: string, value: unknown): RuleAction[] =>
  reader.list(field, value, maxActions).flatMap((action, index) => readAction(reader, `${field}[${index}]`, action));

const checkMetric = (reader: RuleReader, deviceTypes: readonly DeviceType[], type: string, metric: string): void => {
  const declared = deviceTypes.find(({ deviceType }) => deviceType === type);
  if (!declared) {
    reader.problem('deviceTypes', `"${type}" is not a device type`);
    return;
  }
  const numbers = Object.keys(declared.metrics).filter((name) => declared.metrics[name]?.type === 'number');
  if (numbers.includes(metric)) return;
  reader.problem('metric', `"${metric}" is not a number that a ${type} reports; those are ${numbers.join(', ')}`);
};

/** Compiles one threshold rule; undefined when the reader was told of a problem. */
export const compileThreshold = (
  reader: RuleReader,
  content: unknown,
  deviceTypes: readonly DeviceType[],
): ThresholdRule | undefined => {
  const file = reader.object('', content, fields);
  if (!file) return undefined;
  const name = reader.text('name', file['name'], /^[a-z][a-z0-9-]{0,63}$/);
  if (file['description'] !== undefined) reader.text('description', file['description'], /^.{1,200}$/s);
  const metric = reader.text('metric', file['metric'], /^[a-zA-Z][a-zA-Z0-9_]{0,59}$/);
  const types = reader.list('deviceTypes', file['deviceTypes'], 100).map(String);
  if (types.length === 0) reader.problem('deviceTypes', 'names no device type');
  if (metric) for (const type of types) checkMetric(reader, deviceTypes, type, metric);
  const set = readBound(reader, 'set', file['set']);
  const clear = readBound(reader, 'clear', file['clear']);
  if (set && clear && upwards(set) === upwards(clear))
    reader.problem('clear', 'must bound the other side than set does');
  else if (set && clear && overlap(set, clear)) reader.problem('clear', 'overlaps set: a value would do both');
  const holdForMs = file['holdFor'] === undefined ? 0 : reader.duration('holdFor', file['holdFor']);
  const maxAgeMs = reader.duration('maxAge', file['maxAge']);
  const onSet = readActions(reader, 'onSet', file['onSet']);
  const onClear = readActions(reader, 'onClear', file['onClear']);
  if (!name || !metric || !set || !clear || holdForMs === undefined || maxAgeMs === undefined) return undefined;
  return { kind: 'threshold', name, deviceTypes: types, metric, set, clear, holdForMs, maxAgeMs, onSet, onClear };
};
