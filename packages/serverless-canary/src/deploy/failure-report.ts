import { type DeploymentInfo, GetDeploymentCommand, type LifecycleEvent } from '@aws-sdk/client-codedeploy';
import type { Aws } from './aws.ts';
import { deploymentTarget } from './deployment-target.ts';
import type { Groups } from './groups.ts';
import { hookReportLines } from './hook-reports.ts';
import { type Begun, listDeployments } from './list-deployments.ts';
import { silentHookLines } from './silent-hooks.ts';

/** Where the hooks leave their reports, by the name of the deployment group. */
export type ReportTables = ReadonlyMap<string, string>;

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A part of the report that cannot be had says so, and hides nothing else. */
const told = async (what: string, work: () => Promise<string[]>): Promise<string[]> => {
  try {
    return await work();
  } catch (error) {
    return [`  ${what} cannot be read: ${message(error)}`];
  }
};

const eventLine = ({ lifecycleEventName, status, diagnostics }: LifecycleEvent): string => {
  const why = [diagnostics?.errorCode, diagnostics?.message].filter((part) => part && part !== 'Success');
  return `  ${lifecycleEventName}: ${status}${why.length > 0 ? ` (${why.join(': ')})` : ''}`;
};

const targetLines = async (aws: Aws, deploymentId: string): Promise<string[]> => {
  const target = await deploymentTarget(aws, deploymentId);
  const { functionName, functionAlias, currentVersion, targetVersion } = target?.lambdaFunctionInfo ?? {};
  const versions = functionName ? [`  ${functionName}:${functionAlias}, ${currentVersion} -> ${targetVersion}`] : [];
  return [...versions, ...(target?.lifecycleEvents ?? []).map(eventLine)];
};

const informationLine = ({ errorInformation }: DeploymentInfo): string[] =>
  errorInformation ? [`  ${errorInformation.code}: ${errorInformation.message}`] : [];

const deploymentLines = async (aws: Aws, deploymentId: string, tables: ReportTables): Promise<string[]> => {
  const { deploymentInfo = {} } = await aws.codeDeploy.send(new GetDeploymentCommand({ deploymentId }));
  const group = deploymentInfo.deploymentGroupName ?? '';
  const table = tables.get(group);
  const reported = table ? await told(`Its report in ${table}`, () => hookReportLines(aws, table, deploymentId)) : [];
  const deployment = { ...deploymentInfo, deploymentId };
  return [
    `Deployment ${deploymentId} of ${group}: ${deploymentInfo.status}`,
    ...informationLine(deploymentInfo),
    ...(await told('Its lifecycle events', () => targetLines(aws, deploymentId))),
    ...reported,
    ...(table ? await told('Its hooks', () => silentHookLines(aws, deployment, reported)) : []),
    ...(reported.length > 0 ? [`  signalbox releases show ${deploymentId}`] : []),
  ];
};

/**
 * What there is to know of the deployments that failed or were stopped since it began: CloudFormation only says that one failed.
 * Never throws: the error of the deployment itself is what counts.
 */
export const failureReport = async (aws: Aws, groups: Groups, begun: Begun, tables: ReportTables): Promise<string[]> =>
  told('What CodeDeploy did', async () => {
    const failed = await listDeployments(aws, groups, { ...begun, statuses: ['Failed', 'Stopped'] });
    const reports = failed.map((id) => told(`Deployment ${id}`, () => deploymentLines(aws, id, tables)));
    return (await Promise.all(reports)).flat();
  });
