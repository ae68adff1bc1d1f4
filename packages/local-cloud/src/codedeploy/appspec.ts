import { parse } from 'yaml';

/** What an AppSpec of a Lambda function asks for. */
export interface ShiftPlan {
  readonly functionName: string;
  readonly alias: string;
  readonly currentVersion: string;
  readonly targetVersion: string;
  /** Hook functions, by name or ARN. */
  readonly beforeAllowTraffic?: string;
  readonly afterAllowTraffic?: string;
}

/** What is wrong with an AppSpec; the message is a sentence. */
export class AppSpecError extends Error {}

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const load = (content: string): Members => {
  let read: unknown;
  try {
    read = parse(content);
  } catch (cause) {
    throw new AppSpecError('The input AppSpec file is a not well-formed yaml. The template cannot be parsed.', {
      cause,
    });
  }
  if (isMembers(read)) return read;
  throw new AppSpecError('The AppSpec file is empty or no mapping.');
};

const refuseStrangers = (members: Members, known: readonly string[], where: string): void => {
  const stranger = Object.keys(members).find((name) => !known.includes(name));
  if (stranger !== undefined) throw new AppSpecError(`${where} has the unknown property ${stranger}.`);
};

/** The one entry of a list of one mapping with one key. */
const onlyResource = (resources: unknown): Members => {
  const [first, ...others] = Array.isArray(resources) ? resources.flatMap((each) => Object.values(each ?? {})) : [];
  if (first === undefined) throw new AppSpecError('The AppSpec file has no Resources.');
  if (others.length > 0) throw new AppSpecError('The AppSpec file must contain exactly one resource.');
  if (!isMembers(first) || first['Type'] !== 'AWS::Lambda::Function' || !isMembers(first['Properties']))
    throw new AppSpecError('The resource in the AppSpec file must be of the type AWS::Lambda::Function.');
  refuseStrangers(first, ['Type', 'Properties'], 'The resource in the AppSpec file');
  return first['Properties'];
};

const text = (properties: Members, name: string): string => {
  const value = properties[name];
  // YAML reads a version as a number.
  if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
  throw new AppSpecError(`The property ${name} of the Lambda function in the AppSpec file is missing or empty.`);
};

const readHooks = (hooks: unknown): Pick<ShiftPlan, 'beforeAllowTraffic' | 'afterAllowTraffic'> => {
  if (hooks === undefined || hooks === null) return {};
  const all = Array.isArray(hooks) ? hooks : [hooks];
  if (!all.every(isMembers)) throw new AppSpecError('The Hooks of the AppSpec file must be a list of mappings.');
  const merged = Object.assign({}, ...all) as Members;
  refuseStrangers(merged, ['BeforeAllowTraffic', 'AfterAllowTraffic'], 'The Hooks section of the AppSpec file');
  const { BeforeAllowTraffic: before, AfterAllowTraffic: after } = merged;
  if ([before, after].some((each) => each !== undefined && (typeof each !== 'string' || each === '')))
    throw new AppSpecError('A hook in the AppSpec file must be the name or the ARN of a Lambda function.');
  return {
    ...(before === undefined ? {} : { beforeAllowTraffic: before as string }),
    ...(after === undefined ? {} : { afterAllowTraffic: after as string }),
  };
};

/**
 * Reads an AppSpec (YAML or JSON) of a Lambda deployment.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure.html
 * @throws AppSpecError
 */
export const readAppSpec = (content: string): ShiftPlan => {
  const document = load(content);
  refuseStrangers(document, ['version', 'Resources', 'resources', 'Hooks', 'hooks'], 'The AppSpec file');
  if (document['version'] !== 0 && document['version'] !== '0.0')
    throw new AppSpecError('The version in the AppSpec file must be 0.0.');
  const properties = onlyResource(document['Resources'] ?? document['resources']);
  refuseStrangers(
    properties,
    ['Name', 'Alias', 'CurrentVersion', 'TargetVersion'],
    'The Lambda function in the AppSpec file',
  );
  return {
    functionName: text(properties, 'Name'),
    alias: text(properties, 'Alias'),
    currentVersion: text(properties, 'CurrentVersion'),
    targetVersion: text(properties, 'TargetVersion'),
    ...readHooks(document['Hooks'] ?? document['hooks']),
  };
};

/** The AppSpec, as JSON, that asks for a plan. */
export const writeAppSpec = (plan: ShiftPlan): string => {
  const { functionName, alias, currentVersion, targetVersion, beforeAllowTraffic, afterAllowTraffic } = plan;
  const Properties = { Name: functionName, Alias: alias, CurrentVersion: currentVersion, TargetVersion: targetVersion };
  const hooks = [
    ...(beforeAllowTraffic === undefined ? [] : [{ BeforeAllowTraffic: beforeAllowTraffic }]),
    ...(afterAllowTraffic === undefined ? [] : [{ AfterAllowTraffic: afterAllowTraffic }]),
  ];
  return JSON.stringify({
    version: 0.0,
    Resources: [{ [functionName]: { Type: 'AWS::Lambda::Function', Properties } }],
    ...(hooks.length === 0 ? {} : { Hooks: hooks }),
  });
};
