import { UnsupportedError } from '../../kernel/aws-error.ts';
import { refusal } from '../codedeploy-error.ts';

const kinds = {
  Application: 'application',
  DeploymentGroup: 'deployment group',
  DeploymentConfig: 'deployment configuration',
} as const;

/**
 * A name that was given. Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html
 * @throws AwsError <Kind>NameRequiredException, Invalid<Kind>NameException
 */
export const checkName = (kind: keyof typeof kinds, name: string | undefined): string => {
  if (name === undefined || name === '')
    throw refusal(`${kind}NameRequiredException`, `The ${kinds[kind]} name was not specified.`);
  if (!/^[\w.+=,@-]{1,100}$/.test(name))
    throw refusal(`Invalid${kind}NameException`, `The ${kinds[kind]} name ${name} is not valid.`);
  return name;
};

/** @throws AwsError DeploymentIdRequiredException, InvalidDeploymentIdException */
export const checkDeploymentId = (id: string | undefined): string => {
  if (id === undefined || id === '')
    throw refusal('DeploymentIdRequiredException', 'At least one deployment ID must be specified.');
  if (!/^d-[0-9A-Z]{9}$/.test(id))
    throw refusal('InvalidDeploymentIdException', `The deployment ID ${id} is not valid.`);
  return id;
};

/** Only functions are deployed here. @throws UnsupportedError, AwsError InvalidComputePlatformException */
export const checkComputePlatform = (platform = 'Server'): void => {
  if (platform === 'Lambda') return;
  if (platform === 'Server' || platform === 'ECS')
    throw new UnsupportedError(`the compute platform ${platform} of CodeDeploy`);
  throw refusal('InvalidComputePlatformException', 'The computePlatform should be Lambda, Server, or ECS.');
};

/** @throws AwsError of the code, if there are more than `most` */
export const checkCount = (count: number, most: number, code: string, what: string): void => {
  if (count > most) throw refusal(code, `The maximum number of ${what} (${most}) was exceeded.`);
};
