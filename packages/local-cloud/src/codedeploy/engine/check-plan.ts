import type { DeploymentError } from '../../ports/codedeploy.ts';
import type { LambdaPort } from '../../ports/lambda.ts';
import { AppSpecError, readAppSpec, type ShiftPlan } from '../appspec.ts';
import type { Deployment } from '../model/deployment.ts';
import { revisionKey } from '../store.ts';
import type { EngineParts } from './engine-parts.ts';
import { invalidConfiguration, invalidFunction, invalidRevision, roleMissing, rolePermissions } from './problems.ts';

type Checked = { readonly plan: ShiftPlan } | { readonly problem: DeploymentError };

const readPlan = ({ applicationName, revision }: Deployment, { store }: EngineParts): Checked => {
  try {
    return { plan: readAppSpec(store.revisions.get(revisionKey(applicationName, revision))?.content ?? '') };
  } catch (error) {
    if (error instanceof AppSpecError) return { problem: invalidRevision(error.message) };
    throw error;
  }
};

const missingVersion = (plan: ShiftPlan, lambda: LambdaPort): DeploymentError | undefined => {
  const gone = [plan.currentVersion, plan.targetVersion].find((each) => !lambda.hasVersion(plan.functionName, each));
  return gone === undefined ? undefined : invalidFunction(plan.functionName, `Its version ${gone} does not exist.`);
};

/** What does not fit what is there. A rollback finds the alias as the deployment left it, and needs the new version no more. */
const mismatch = (plan: ShiftPlan, isRollback: boolean, lambda: LambdaPort): DeploymentError | undefined => {
  const { functionName, alias, currentVersion, targetVersion } = plan;
  const target = lambda.aliasOf(functionName, alias);
  if (target === undefined) return invalidFunction(functionName, `It or its alias ${alias} does not exist.`);
  if (isRollback) return missingVersion({ ...plan, currentVersion: targetVersion }, lambda);
  const missing = missingVersion(plan, lambda);
  if (missing !== undefined) return missing;
  if (currentVersion === targetVersion) return invalidConfiguration();
  // A deployment that was stopped without a rollback leaves it so.
  if (Object.keys(target.weights).length > 0)
    return invalidConfiguration('The Lambda function alias is configured to shift traffic between two versions.');
  if (target.functionVersion !== currentVersion)
    return invalidConfiguration(
      'The Lambda function alias version does not match the current version in AppSpec file.',
    );
  return undefined;
};

/** Reads what a deployment is to do and checks that it can be done. */
export const checkPlan = (deployment: Deployment, parts: EngineParts): Checked => {
  const { iam, lambda } = parts.context.services;
  const { roleArn, groupName, rollbackOf } = deployment;
  const read = readPlan(deployment, parts);
  if ('problem' in read) return read;
  const { plan } = read;
  if (!iam.trusts(roleArn, 'codedeploy.amazonaws.com')) return { problem: roleMissing(groupName) };
  const functionArn = parts.context.arn('lambda', `function:${plan.functionName}`);
  const actions = ['lambda:GetAlias', 'lambda:UpdateAlias'];
  if (!actions.every((action) => iam.allows(roleArn, action, functionArn)))
    return { problem: rolePermissions(roleArn) };
  const problem = mismatch(plan, rollbackOf !== undefined, lambda);
  return problem === undefined ? { plan } : { problem };
};
