import { isScalar } from './json.ts';
import type { ParameterDeclaration } from './template.ts';
import { validationError } from './template-error.ts';

/** A parameter as a request gives it. */
export interface GivenParameter {
  readonly ParameterKey?: string;
  readonly ParameterValue?: string;
  readonly UsePreviousValue?: boolean | string;
}

/** A parameter of a stack: what was given, and what it stands for if that is an SSM parameter's name. */
export interface ParameterValue {
  readonly value: string;
  readonly resolvedValue?: string;
}

export type ParameterValues = Readonly<Record<string, ParameterValue>>;
type Declarations = Readonly<Record<string, ParameterDeclaration>>;

const isSsmValue = ({ Type }: ParameterDeclaration): boolean => Type.startsWith('AWS::SSM::Parameter::Value<');
const isList = ({ Type }: ParameterDeclaration): boolean => Type.includes('List');

const violated = ({ Type, AllowedValues, AllowedPattern, ...limits }: ParameterDeclaration, value: string): string => {
  const over = (limit: number | string | undefined, size: number) => limit !== undefined && size > Number(limit);
  const under = (limit: number | string | undefined, size: number) => limit !== undefined && size < Number(limit);
  const items = Type === 'List<Number>' ? value.split(',') : [value];
  if (Type.includes('Number') && !items.every((item) => item.trim() !== '' && Number.isFinite(Number(item))))
    return 'must be a number';
  if (AllowedValues !== undefined && !AllowedValues.map(String).includes(value))
    return `must be one of AllowedValues [${AllowedValues.join(', ')}]`;
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(value))
    return `must match pattern ${AllowedPattern}`;
  if (over(limits.MaxLength, value.length) || under(limits.MinLength, value.length))
    return `must be between ${limits.MinLength ?? 0} and ${limits.MaxLength ?? 4096} characters`;
  if (over(limits.MaxValue, Number(value)) || under(limits.MinValue, Number(value)))
    return `must be between ${limits.MinValue ?? '-∞'} and ${limits.MaxValue ?? '∞'}`;
  return '';
};

const check = (key: string, declaration: ParameterDeclaration, value: string): void => {
  const reason = violated(declaration, value);
  if (reason !== '') throw validationError(`Parameter '${key}' ${declaration.ConstraintDescription ?? reason}`);
};

const usesPrevious = (given: GivenParameter | undefined): boolean => String(given?.UsePreviousValue) === 'true';

const refuseStrangers = (declarations: Declarations, given: readonly GivenParameter[]): void => {
  const strangers = given
    .map(({ ParameterKey = '' }) => ParameterKey)
    .filter((key) => !Object.hasOwn(declarations, key));
  if (strangers.length > 0) throw validationError(`Parameters: [${strangers.join(', ')}] do not exist in the template`);
};

/**
 * The values of a template's parameters: given, previous or default.
 * @param readSsm the value of an SSM parameter by its name
 * @throws AwsError ValidationError names every parameter without a value, or the first one that breaks a constraint
 */
export const bindParameters = (
  declarations: Declarations,
  given: readonly GivenParameter[],
  previous: ParameterValues,
  readSsm: (name: string) => string,
): ParameterValues => {
  refuseStrangers(declarations, given);
  const byKey = new Map(given.map((each) => [each.ParameterKey, each]));
  const chosenValue = (key: string, declaration: ParameterDeclaration): string | undefined => {
    const own = byKey.get(key);
    if (usesPrevious(own)) return previous[key]?.value;
    return own?.ParameterValue ?? (declaration.Default === undefined ? undefined : String(declaration.Default));
  };
  const values = Object.entries(declarations).map(([key, declaration]) => ({
    key,
    declaration,
    value: chosenValue(key, declaration),
  }));
  const missing = values.filter(({ value }) => value === undefined).map(({ key }) => key);
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  return Object.fromEntries(
    values.map(({ key, declaration, value = '' }) => {
      check(key, declaration, value);
      return [key, isSsmValue(declaration) ? { value, resolvedValue: readSsm(value) } : { value }];
    }),
  );
};

/** What `Ref` of a parameter gives: a text, or a list of texts for the list types. */
export const parameterRef = (declaration: ParameterDeclaration, { value, resolvedValue }: ParameterValue): unknown => {
  const text = resolvedValue ?? value;
  if (!isList(declaration)) return text;
  return text === '' ? [] : text.split(',').map((item) => item.trim());
};

/** How a parameter's value is shown: `****` under NoEcho. */
export const shownParameter = (declaration: ParameterDeclaration | undefined, value: string): string =>
  isScalar(declaration?.NoEcho) && String(declaration.NoEcho) === 'true' ? '****' : value;
