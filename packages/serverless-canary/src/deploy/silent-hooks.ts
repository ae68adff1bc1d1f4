import { type DeploymentInfo, GetApplicationRevisionCommand } from '@aws-sdk/client-codedeploy';
import type { Aws } from './aws.ts';
import { deploymentTarget } from './deployment-target.ts';

const phases = { BeforeAllowTraffic: 'before', AfterAllowTraffic: 'after' } as const;

/** The AppSpec is JSON or YAML: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html */
const hookIn = (appSpec: string, event: string): string | undefined =>
  new RegExp(`${event}["']?\\s*:\\s*["']?([\\w:$-]+)`).exec(appSpec)?.[1];

const appSpecOf = async ({ codeDeploy }: Aws, { applicationName, revision }: DeploymentInfo): Promise<string> => {
  const found = await codeDeploy.send(new GetApplicationRevisionCommand({ applicationName, revision }));
  return found.revision?.appSpecContent?.content ?? found.revision?.string?.content ?? '';
};

/**
 * Names the hooks that failed and left no report: CodeDeploy says that a hook failed, not which function it was.
 * @param reported what is printed of the reports that there are
 */
export const silentHookLines = async (
  aws: Aws,
  deployment: DeploymentInfo,
  reported: readonly string[],
): Promise<string[]> => {
  const target = await deploymentTarget(aws, deployment.deploymentId ?? '');
  const silent = (target?.lifecycleEvents ?? []).flatMap(({ lifecycleEventName, status }) => {
    const event = lifecycleEventName as keyof typeof phases;
    if (status !== 'Failed' || phases[event] === undefined) return [];
    return reported.some((line) => line.startsWith(`  Hook ${phases[event]} traffic:`)) ? [] : [event];
  });
  if (silent.length === 0) return [];
  const appSpec = await appSpecOf(aws, deployment);
  return silent.flatMap((event) => {
    const hook = hookIn(appSpec, event);
    if (hook === undefined) return [];
    return [
      `  Hook ${phases[event]} traffic: ${hook} left no report; see whether it is there, and its log /aws/lambda/${hook}`,
    ];
  });
};
