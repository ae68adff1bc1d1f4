import type { DeploymentError } from '../../ports/codedeploy.ts';

/** Texts as AWS shows them where they are known, e.g. https://docs.aws.amazon.com/codedeploy/latest/userguide/troubleshooting-ecs.html */
const configuration =
  'The deployment failed because the AppSpec file that specifies the AWS Lambda deployment configuration is missing or has an invalid configuration.';

export const invalidRevision = (detail: string): DeploymentError => ({
  code: 'INVALID_REVISION',
  message: `${configuration} ${detail}`,
});

export const invalidConfiguration = (detail?: string): DeploymentError => ({
  code: 'INVALID_LAMBDA_CONFIGURATION',
  message: detail === undefined ? configuration : `${configuration} ${detail}`,
});

export const invalidFunction = (name: string, why: string): DeploymentError => ({
  code: 'INVALID_LAMBDA_FUNCTION',
  message: `The deployment failed because the AWS Lambda function ${name} cannot be used. ${why}`,
});

export const roleMissing = (groupName: string): DeploymentError => ({
  code: 'IAM_ROLE_MISSING',
  message: `IAM Role is missing for deployment group: ${groupName}`,
});

export const rolePermissions = (roleArn: string): DeploymentError => ({
  code: 'IAM_ROLE_PERMISSIONS',
  message:
    `The IAM role ${roleArn} does not give you permission to perform operations in the following AWS service: AWSLambda. ` +
    'Contact your AWS administrator if you need help. If you are an AWS administrator, you can grant permissions to your users or groups by creating IAM policies.',
});

export const hookFailed: DeploymentError = {
  code: 'HOOK_EXECUTION_FAILURE',
  message: 'The deployment failed because one or more of the lifecycle event validation functions failed.',
};

export const hookTimedOut: DeploymentError = {
  code: 'HOOK_EXECUTION_FAILURE',
  message:
    'The deployment timed out while waiting for a status callback. CodeDeploy expects a status callback within one hour after a deployment hook is invoked.',
};

export const alarmActive = (names: readonly string[]): DeploymentError => ({
  code: 'ALARM_ACTIVE',
  message:
    'One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. ' +
    `Activated alarms: ${names.map((name) => `<${name}>`).join(' ')}`,
});

export const alarmUnknown = (names: readonly string[]): DeploymentError => ({
  code: 'ALARM_ACTIVE',
  message: `The state of one or more alarms could not be retrieved from Amazon CloudWatch: ${names.map((name) => `<${name}>`).join(' ')}`,
});

export const stoppedByHand: DeploymentError = {
  code: 'MANUAL_STOP',
  message: 'The deployment was stopped by the user.',
};
