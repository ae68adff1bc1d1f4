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
  /** Who started it, as GetDeployment shows it: `user` for a stack update, `CloudFormationRollback` for one that rolls back. */
  readonly creator: 'user' | 'CloudFormation' | 'CloudFormationRollback';
  /** The same token again (after a restart) joins the same deployment. */
  readonly clientToken: string;
  /** Called once the deployment is there: AWS says then in a stack event `CodeDeploy deployment started: <id>`. */
  readonly onStarted?: (deploymentId: string) => void;
  /** Called once its rollback is there: AWS says then in a stack event `CodeDeploy rollback deployment started: <id>`. */
  readonly onRollbackStarted?: (deploymentId: string) => void;
}

export interface DeploymentError {
  /** CodeDeploy's error code: `HOOK_EXECUTION_FAILURE`, `ALARM_ACTIVE`, … */
  readonly code: string;
  readonly message: string;
}

export interface AliasShiftOutcome {
  readonly deploymentId: string;
  /** AWS stops a deployment (`Stopped`) for an alarm as it does by hand; a hook that fails is `Failed`. */
  readonly status: 'Succeeded' | 'Failed' | 'Stopped';
  /**
   * Why it did not succeed. AWS's reason of the alias in the stack event is then
   * `Resource handler returned message: "<deployment id> failed. <message>" (RequestToken: …, HandlerErrorCode: InternalFailure)`.
   */
  readonly errorInformation?: DeploymentError;
  /** The deployment that put the traffic back, if there was to be one. */
  readonly rollback?: {
    readonly deploymentId: string;
    readonly status: 'Succeeded' | 'Failed' | 'Stopped';
    readonly errorInformation?: DeploymentError;
  };
}

export interface CodeDeployPort {
  /**
   * Starts a deployment and resolves when it has ended, its rollback included.
   * @throws AwsError when CodeDeploy refuses to create it: ApplicationDoesNotExistException,
   * DeploymentGroupDoesNotExistException, DeploymentLimitExceededException
   */
  shiftAlias(request: AliasShift): Promise<AliasShiftOutcome>;
  /** Asks a deployment that still runs to stop, traffic put back. Nothing happens to one that has ended. */
  stopShift(clientToken: string): void;
}
