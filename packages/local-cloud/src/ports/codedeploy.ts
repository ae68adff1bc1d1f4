/** What CloudFormation's UpdatePolicy CodeDeployLambdaAliasUpdate asks of CodeDeploy. */
export interface AliasShift {
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  /** Function name, not an ARN. */
  readonly functionName: string;
  readonly alias: string;
  readonly currentVersion: string;
  readonly targetVersion: string;
  /** Names of the hook functions. */
  readonly beforeAllowTraffic?: string;
  readonly afterAllowTraffic?: string;
  /** Who started it, as GetDeployment shows it, e.g. `CloudFormation`. */
  readonly creator: string;
  /** The same token again (after a restart) joins the same deployment. */
  readonly clientToken: string;
}

export interface AliasShiftOutcome {
  readonly deploymentId: string;
  readonly status: 'Succeeded' | 'Failed' | 'Stopped';
  /** CodeDeploy's error code (`HEALTH_CONSTRAINTS`, `ALARM_ACTIVE`, …) and message. */
  readonly errorInformation?: { readonly code: string; readonly message: string };
}

export interface CodeDeployPort {
  /**
   * Starts a deployment and resolves when it has ended, traffic put back included.
   * @throws AwsError when CodeDeploy refuses to create it: ApplicationDoesNotExistException,
   * DeploymentGroupDoesNotExistException, DeploymentLimitExceededException, InvalidRevisionException, …
   */
  shiftAlias(request: AliasShift): Promise<AliasShiftOutcome>;
  /** Asks a deployment that still runs to stop, traffic put back. Nothing happens to one that has ended. */
  stopShift(clientToken: string): void;
}
