import { UnsupportedError } from '../../kernel/aws-error.ts';
import { predefinedConfigs, predefinedPrefix } from '../model/deployment-config.ts';
import type { Store } from '../store.ts';
import { checkName } from './checks.ts';

const otherPlatforms = /^CodeDeployDefault\.(ECS\w*|OneAtATime|HalfAtATime|AllAtOnce)$/;

/**
 * The name of a configuration that is there.
 * @throws AwsError InvalidDeploymentConfigNameException, DeploymentConfigDoesNotExistException; UnsupportedError for those of other platforms
 */
export const readConfigName = (name: string | undefined, store: Store): string => {
  const checked = checkName('DeploymentConfig', name);
  if (checked.startsWith(predefinedPrefix) && !predefinedConfigs.has(checked) && otherPlatforms.test(checked))
    throw new UnsupportedError(`the deployment configuration ${checked}: it is not for Lambda`);
  return store.config(checked).name;
};
