import { AwsError } from '../kernel/aws-error.ts';

/** An error of CodeDeploy's API; all of them are answered with status 400. */
export const refusal = (code: string, message: string): AwsError => new AwsError(code, message);

export const noApplication = (name: string) =>
  refusal('ApplicationDoesNotExistException', `No application found for name: ${name}`);

export const noDeploymentGroup = (name: string) =>
  refusal('DeploymentGroupDoesNotExistException', `No Deployment Group found for name: ${name}`);

export const noDeploymentConfig = (name: string) =>
  refusal('DeploymentConfigDoesNotExistException', `No Deployment Configuration found for name: ${name}`);

export const noDeployment = (id: string) =>
  refusal('DeploymentDoesNotExistException', `The deployment ${id} could not be found`);
