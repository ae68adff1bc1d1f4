import { PermanentError } from '@signalbox/lambda-kit';

/** What a deployment shifts: an alias of a function, from one version to another. */
export interface Shift {
  readonly functionName: string;
  readonly alias: string;
  /** Absent if the AppSpec names none: then there is nothing to compare with. */
  readonly currentVersion?: string;
  readonly targetVersion: string;
}

const invalid = (what: string, cause?: unknown): PermanentError<'APP_SPEC_INVALID'> =>
  new PermanentError('APP_SPEC_INVALID', `the AppSpec ${what}`, { cause });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const functionsOf = (spec: unknown): readonly unknown[] => {
  const resources = isObject(spec) ? (spec['Resources'] ?? spec['resources']) : undefined;
  const list = Array.isArray(resources) ? resources : [];
  return list
    .flatMap((named) => (isObject(named) ? Object.values(named) : []))
    .filter((resource) => isObject(resource) && resource['Type'] === 'AWS::Lambda::Function');
};

/** Versions may stand there as numbers, in YAML. */
const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/**
 * Reads the AppSpec of a Lambda deployment, as it was parsed from JSON or YAML
 * (https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html).
 * @throws {PermanentError} APP_SPEC_INVALID
 */
export const parseAppSpec = (spec: unknown): Shift => {
  const [resource, ...others] = functionsOf(spec);
  if (!isObject(resource)) throw invalid('names no function');
  if (others.length > 0) throw invalid('names more than one function');
  const properties = isObject(resource['Properties']) ? resource['Properties'] : {};
  const need = (name: string): string => {
    const text = textOf(properties[name]);
    if (text === undefined) throw invalid(`has no ${name}`);
    return text;
  };
  const currentVersion = textOf(properties['CurrentVersion']);
  return {
    functionName: need('Name'),
    alias: need('Alias'),
    targetVersion: need('TargetVersion'),
    ...(currentVersion !== undefined && { currentVersion }),
  };
};
