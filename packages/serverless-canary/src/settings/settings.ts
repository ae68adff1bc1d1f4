import { CanaryError } from '../canary-error.ts';
import type { FunctionConfig } from '../serverless.ts';
import type { JsonObject } from '../template/template.ts';
import type { DeploymentType } from './deployment-type.ts';

/** The key of a function of this service, the name or ARN of any other, or an intrinsic that gives one. */
export type Hook = string | JsonObject;

export interface Trigger {
  readonly TriggerName: string;
  readonly TriggerEvents: readonly string[];
  readonly TriggerTargetArn: string | JsonObject;
}

/** A string is the logical id of an alarm of this stack; an object names any alarm. */
export type Alarm = string | { readonly name: string | JsonObject };

/** `deploymentSettings` of a function, over those of all functions. */
export interface DeploymentSettings {
  readonly type: DeploymentType;
  readonly alias: string;
  readonly preTrafficHook?: Hook;
  readonly postTrafficHook?: Hook;
  readonly alarms: readonly Alarm[];
  readonly triggers: readonly Trigger[];
  readonly ignoreAlarms: boolean;
  readonly reports?: string;
}

/** What becomes of a place that we cannot judge: it goes on calling the function itself, or goes to its alias. */
export type References = Readonly<Record<string, 'alias' | 'function'>>;

export interface CanarySettings {
  /** Key of a function to its settings; functions without a canary are not in it. */
  readonly functions: ReadonlyMap<string, DeploymentSettings>;
  readonly references: References;
}

/** AWS's managed roles let CodeDeploy invoke functions of this name. https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html */
const hookPrefix = 'CodeDeployHook_';

type Written = Partial<Omit<DeploymentSettings, 'ignoreAlarms'>> & { readonly ignoreAlarms?: boolean | string };

const complete = (key: string, all: Written, own: Written): DeploymentSettings => {
  const { type, alias = 'live', alarms = [], triggers = [], ignoreAlarms = false, ...rest } = { ...all, ...own };
  if (type === undefined) throw new CanaryError('CANARY_SETTINGS', `deploymentSettings of ${key} have no type`);
  return { ...rest, type, alias, alarms, triggers, ignoreAlarms: String(ignoreAlarms) === 'true' };
};

const checkAlias = (key: string, { targetAlias }: FunctionConfig): void => {
  if (targetAlias === undefined) return;
  throw new CanaryError(
    'CANARY_SETTINGS',
    `${key} has an alias "${targetAlias.name}" of the framework (provisionedConcurrency, snapStart, durableConfig): ` +
      'it cannot have that of a canary as well. Remove it, or set deploymentSettings: false',
  );
};

const localHooks = (settings: Iterable<Written>, functions: Readonly<Record<string, FunctionConfig>>): Set<string> => {
  const hooks = [...settings].flatMap(({ preTrafficHook, postTrafficHook }) => [preTrafficHook, postTrafficHook]);
  return new Set(hooks.filter((hook) => typeof hook === 'string').filter((hook) => Object.hasOwn(functions, hook)));
};

/**
 * The settings of each function that is released by canary: those under `custom.canary` hold for all functions of the
 * service, `deploymentSettings` for one; `false` exempts it. Hook functions are exempt: nothing would check them.
 * @throws {CanaryError} CANARY_SETTINGS
 */
export const readSettings = (
  functions: Readonly<Record<string, FunctionConfig>>,
  canary: (Written & { readonly references?: References }) | undefined,
): CanarySettings => {
  const { references = {}, ...all } = canary ?? {};
  const own = Object.entries(functions).map(([key, { deploymentSettings }]) => [key, deploymentSettings] as const);
  const chosen = own.filter(([, settings]) => settings !== false && (canary !== undefined || settings !== undefined));
  const hooks = localHooks(
    chosen.map(([, settings]) => ({ ...all, ...(settings as Written) })),
    functions,
  );
  const settings = new Map<string, DeploymentSettings>();
  for (const [key, written = {}] of chosen) {
    const config = functions[key];
    if (config === undefined || config.name.startsWith(hookPrefix) || hooks.has(key)) continue;
    checkAlias(key, config);
    settings.set(key, complete(key, all, written as Written));
  }
  return { functions: settings, references };
};
