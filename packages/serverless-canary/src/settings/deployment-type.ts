import { CanaryError } from '../canary-error.ts';

export interface Canary {
  readonly percent: number;
  readonly minutes: number;
}

/** What `type` may be: a name, or numbers of one's own, or the name of a config that the account has. */
export type DeploymentType = string | { readonly name?: string; readonly canary?: Canary; readonly linear?: Canary };

export interface CustomConfig {
  readonly name: string;
  readonly kind: 'TimeBasedCanary' | 'TimeBasedLinear';
  readonly percent: number;
  readonly minutes: number;
}

/** `custom` is there when the stack has to make the config itself. */
export interface DeploymentConfig {
  readonly name: string;
  readonly custom?: CustomConfig;
}

export const allAtOnce = 'CodeDeployDefault.LambdaAllAtOnce';

const prefix = 'CodeDeployDefault.Lambda';

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html */
const predefined = [
  'AllAtOnce',
  'Canary10Percent5Minutes',
  'Canary10Percent10Minutes',
  'Canary10Percent15Minutes',
  'Canary10Percent30Minutes',
  'Linear10PercentEvery1Minute',
  'Linear10PercentEvery2Minutes',
  'Linear10PercentEvery3Minutes',
  'Linear10PercentEvery10Minutes',
];

const shortName = (type: string): string => (type.startsWith(prefix) ? type.slice(prefix.length) : type);

const ownNumbers = /^(Canary|Linear)(\d+)Percent(?:Every)?(\d+)Minutes?$/;

const fromName = (type: string): Omit<CustomConfig, 'name'> => {
  const [, word, percent, minutes] = ownNumbers.exec(type) ?? [];
  if (word === undefined || type.startsWith(prefix)) {
    throw new CanaryError(
      'CANARY_SETTINGS',
      `type "${type}" is none of ${predefined.join(', ')}, and not written like Canary25Percent3Minutes or ` +
        `Linear20PercentEvery2Minutes; a deployment config that the account has is named as { name: ${type} }`,
    );
  }
  return {
    kind: word === 'Canary' ? 'TimeBasedCanary' : 'TimeBasedLinear',
    percent: Number(percent),
    minutes: Number(minutes),
  };
};

// https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html: 99 percent in one increment, 2880 minutes at most from the
// first shift to the last.
const checkLimits = ({ kind, percent, minutes }: Omit<CustomConfig, 'name'>): void => {
  const shifts = kind === 'TimeBasedCanary' ? 1 : Math.ceil(100 / percent) - 1;
  const whole = Number.isInteger(percent) && Number.isInteger(minutes);
  if (whole && percent >= 1 && percent <= 99 && minutes >= 1 && minutes * shifts <= 2880) return;
  throw new CanaryError(
    'CANARY_SETTINGS',
    `type: ${percent} percent, ${minutes} minutes cannot be: CodeDeploy takes whole numbers, 1 to 99 percent at a time, and 2880 ` +
      'minutes at most from the first shift to the last',
  );
};

const custom = (numbers: Omit<CustomConfig, 'name'>, stackName: string, name?: string): DeploymentConfig => {
  checkLimits(numbers);
  const { kind, percent, minutes } = numbers;
  const shape = kind === 'TimeBasedCanary' ? `Canary${percent}Percent` : `Linear${percent}PercentEvery`;
  // Configs belong to the whole account, so the name tells the stack; and they cannot be changed, so it tells the numbers.
  const ownName = name ?? `${stackName}-${shape}${minutes}Minutes`;
  return { name: ownName, custom: { ...numbers, name: ownName } };
};

/**
 * The deployment config of a function.
 * @throws {CanaryError} CANARY_SETTINGS: not a name that CodeDeploy knows, or numbers beyond its limits
 */
export const deploymentConfigOf = (type: DeploymentType, stackName: string): DeploymentConfig => {
  if (typeof type === 'string') {
    const known = predefined.find((name) => name === shortName(type));
    return known ? { name: `${prefix}${known}` } : custom(fromName(type), stackName);
  }
  const { name, canary, linear } = type;
  if (canary && linear) throw new CanaryError('CANARY_SETTINGS', 'type has canary and linear: it can be one of them');
  if (canary) return custom({ kind: 'TimeBasedCanary', ...canary }, stackName, name);
  if (linear) return custom({ kind: 'TimeBasedLinear', ...linear }, stackName, name);
  if (name === undefined) throw new CanaryError('CANARY_SETTINGS', 'type needs a name, canary or linear');
  return { name };
};
