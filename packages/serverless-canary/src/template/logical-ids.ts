const alphanumeric = (text: string): string => text.replaceAll(/[^A-Za-z0-9]/g, '');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the plugin adds to a template, by logical id. */
export const logicalIds = {
  application: 'CanaryApplication',
  role: 'CanaryDeploymentRole',
  /** Overrides the deployment config of every group of the stack, if it is not empty. */
  parameter: 'CanaryDeploymentConfigName',
  overridden: 'CanaryDeploymentConfigOverridden',
  group: (functionLogicalId: string): string => `${functionLogicalId}DeploymentGroup`,
  alias: (functionLogicalId: string, aliasName: string): string =>
    `${functionLogicalId}Alias${capital(alphanumeric(aliasName))}`,
  config: (name: string): string => `CanaryConfig${capital(alphanumeric(name))}`,
};
