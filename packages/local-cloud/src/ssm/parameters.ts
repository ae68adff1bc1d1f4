import { AwsError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import { latestOf, type Parameter, type ParameterType, type ParameterVersion } from './parameter.ts';
import { checkParameterName } from './parameter-name.ts';
import type { Secrets } from './secrets.ts';
import { parameterNotFound, validationException, versionNotFound } from './ssm-error.ts';

export interface NewValue {
  readonly name: string;
  /** Needed for a new parameter. */
  readonly type?: ParameterType | undefined;
  readonly value: string;
  readonly description?: string | undefined;
  readonly allowedPattern?: string | undefined;
  readonly overwrite: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** ARN of who puts it. */
  readonly by: string;
}

/** The Parameter Store. */
export interface Parameters {
  /** @returns the new version @throws AwsError as PutParameter */
  put(value: NewValue): number;
  /** @throws AwsError ParameterNotFound */
  get(name: string): Parameter;
  find(name: string): Parameter | undefined;
  /** The latest one without `version`. @throws AwsError ParameterNotFound, ParameterVersionNotFound */
  version(name: string, version: number | undefined): ParameterVersion;
  /** All, by name. */
  list(): readonly Parameter[];
  setTags(name: string, tags: Readonly<Record<string, string>>): void;
  remove(name: string): boolean;
}

/** Characters of a standard parameter. */
const maxValueLength = 4096;
const maxVersions = 100;

const checkPattern = ({ allowedPattern, value }: NewValue): void => {
  if (allowedPattern === undefined || allowedPattern === '') return;
  let pattern: RegExp;
  try {
    pattern = new RegExp(allowedPattern);
  } catch (cause) {
    throw new AwsError('InvalidAllowedPatternException', `Invalid allowed pattern: ${allowedPattern}`, { cause });
  }
  if (!pattern.test(value))
    throw new AwsError(
      'ParameterPatternMismatchException',
      `Parameter value, can't be validated against allowedPattern: ${allowedPattern}`,
    );
};

const checkValue = (given: NewValue): void => {
  if (given.value === '')
    throw validationException(
      "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.",
    );
  if (given.value.length > maxValueLength)
    throw validationException(
      'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
    );
  checkPattern(given);
};

const checkAgainst = (known: Parameter | undefined, { overwrite, type, tags }: NewValue): void => {
  if (known === undefined && type === undefined)
    throw validationException('A parameter type is required when you create a parameter.');
  if (overwrite && Object.keys(tags).length > 0)
    throw validationException(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  if (known !== undefined && !overwrite)
    throw new AwsError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  if (known !== undefined && type !== undefined && type !== known.type)
    throw new AwsError(
      'HierarchyTypeMismatchException',
      `Parameter Store does not support changing a parameter type in a hierarchy. For example, you can't change a parameter from a ${known.type} type to a ${type} type. You must create a new, unique parameter.`,
    );
};

export const openParameters = (context: CloudContext, secrets: Secrets): Parameters => {
  const table = context.storage.table<Parameter>('ssm.parameters');
  const get = (name: string): Parameter => {
    const parameter = table.get(name);
    if (parameter === undefined) throw parameterNotFound();
    return parameter;
  };
  return {
    get,
    find: (name) => table.get(name),
    list: () => [...table.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    put: (given) => {
      checkParameterName(given.name);
      const known = table.get(given.name);
      checkAgainst(known, given);
      const last = known === undefined ? undefined : latestOf(known);
      const allowedPattern = given.allowedPattern ?? last?.allowedPattern;
      checkValue({ ...given, allowedPattern });
      const type = known?.type ?? given.type ?? 'String';
      const made: ParameterVersion = {
        version: (last?.version ?? 0) + 1,
        value: type === 'SecureString' ? secrets.encrypt(given.value) : given.value,
        description: given.description ?? last?.description,
        allowedPattern,
        modifiedAt: context.clock.now(),
        modifiedBy: given.by,
      };
      const versions = [...(known?.versions ?? []), made].slice(-maxVersions);
      table.set(given.name, { name: given.name, type, versions, tags: known?.tags ?? given.tags });
      return made.version;
    },
    version: (name, version) => {
      const parameter = get(name);
      const found =
        version === undefined ? latestOf(parameter) : parameter.versions.find((each) => each.version === version);
      if (found === undefined) throw versionNotFound(name, version ?? 0);
      return found;
    },
    setTags: (name, tags) => table.set(name, { ...get(name), tags }),
    remove: (name) => table.delete(name),
  };
};
