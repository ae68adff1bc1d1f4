import type { ParameterStringFilter } from '@aws-sdk/client-ssm';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { Parameter } from '../parameter.ts';

type Test = (parameter: Parameter) => boolean;

const invalidOption = (key: string, option: string): AwsError =>
  new AwsError(
    'InvalidFilterOption',
    `The following filter option is not valid: ${option}. It cannot be used with ${key}.`,
  );

const byText = (
  key: string,
  option: string,
  values: readonly string[],
  textOf: (parameter: Parameter) => string,
): Test => {
  if (option === 'Equals') return (parameter) => values.includes(textOf(parameter));
  if (option === 'BeginsWith') return (parameter) => values.some((value) => textOf(parameter).startsWith(value));
  if (option === 'Contains' && key === 'Name')
    return (parameter) => values.some((value) => textOf(parameter).includes(value));
  throw invalidOption(key, option);
};

/** Whether a name lies in a path: directly, or at any depth. */
export const isUnder = (name: string, path: string, isRecursive: boolean): boolean => {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  const qualified = name.startsWith('/') ? name : `/${name}`;
  return qualified.startsWith(prefix) && (isRecursive || !qualified.slice(prefix.length).includes('/'));
};

const byPath = (option: string, values: readonly string[]): Test => {
  if (option !== 'OneLevel' && option !== 'Recursive') throw invalidOption('Path', option);
  return ({ name }) => values.some((path) => isUnder(name, path, option === 'Recursive'));
};

const testOf = ({ Key = '', Option, Values = [] }: ParameterStringFilter): Test => {
  if (Values.length === 0) throw new AwsError('InvalidFilterValue', `The filter ${Key} has no values.`);
  if (Key === 'Name') return byText(Key, Option ?? 'Equals', Values, ({ name }) => name);
  if (Key === 'Type') return byText(Key, Option ?? 'Equals', Values, ({ type }) => type);
  if (Key === 'Tier') return byText(Key, Option ?? 'Equals', Values, () => 'Standard');
  if (Key === 'DataType') return byText(Key, Option ?? 'Equals', Values, () => 'text');
  if (Key === 'Path') return byPath(Option ?? 'OneLevel', Values);
  if (Key.startsWith('tag:')) return ({ tags }) => Values.includes(tags[Key.slice('tag:'.length)] ?? '\u0000');
  if (Key === 'KeyId' || Key === 'Label') throw new UnsupportedError(`the parameter filter ${Key}`);
  throw new AwsError(
    'InvalidFilterKey',
    `The following filter key is not valid: ${Key}. Valid filter keys include: [Path, Name, Type, KeyId, Label, Tier, DataType].`,
  );
};

/** The parameters that pass every filter. @throws AwsError InvalidFilterKey, InvalidFilterOption, InvalidFilterValue */
export const applyFilters = (
  parameters: readonly Parameter[],
  filters: readonly ParameterStringFilter[] = [],
): readonly Parameter[] => {
  const tests = filters.map(testOf);
  return parameters.filter((parameter) => tests.every((test) => test(parameter)));
};
