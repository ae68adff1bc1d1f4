import {
  CodeDeployClient,
  GetApplicationRevisionCommand,
  GetDeploymentCommand,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy';
import type { HookReport } from '@signalbox/releases';
import { clientSettings } from './client-settings.ts';

export interface FailedDeployment {
  readonly functionName: string;
  readonly code: string;
  /** What its hooks found wrong, one check each. */
  readonly found: readonly string[];
}

interface AppSpec {
  readonly Resources: readonly Readonly<Record<string, { readonly Properties: { readonly Name: string } }>>[];
}

type LoadReports = (deploymentId: string) => Promise<readonly HookReport[]>;

const mostCharacters = 120;

const functionIn = (content: string): string => {
  const [resource = {}] = (JSON.parse(content) as AppSpec).Resources;
  return Object.values(resource)[0]?.Properties.Name ?? '';
};

/** The checks that failed, with the first that each has to say. */
const foundBy = (reports: readonly HookReport[]): readonly string[] =>
  reports
    .flatMap(({ checks, phase }) => checks.filter(({ ok }) => !ok).map((check) => ({ ...check, phase })))
    .map(({ lines, name, phase }) => `${phase}: ${name}: ${lines[0] ?? ''}`.slice(0, mostCharacters));

/** Deployments that ended badly since `since`, epoch ms of the cloud, the earliest first. */
export const failedDeployments = async (
  endpoint: string,
  since: number,
  loadReports: LoadReports,
): Promise<readonly FailedDeployment[]> => {
  const client = new CodeDeployClient(clientSettings(endpoint));
  const failed: (FailedDeployment & { readonly at: number })[] = [];
  const { deployments = [] } = await client.send(
    new ListDeploymentsCommand({ includeOnlyStatuses: ['Failed', 'Stopped'] }),
  );
  for (const deploymentId of deployments) {
    const { deploymentInfo: info } = await client.send(new GetDeploymentCommand({ deploymentId }));
    const at = info?.createTime?.getTime() ?? 0;
    if (info === undefined || at < since) continue;
    const { applicationName = '', errorInformation, revision } = info;
    const read = await client.send(new GetApplicationRevisionCommand({ applicationName, revision }));
    const content = read.revision?.string?.content ?? read.revision?.appSpecContent?.content ?? '{"Resources":[]}';
    const found = foundBy(await loadReports(deploymentId));
    failed.push({ functionName: functionIn(content), code: errorInformation?.code ?? 'STOPPED', found, at });
  }
  client.destroy();
  return failed.sort((one, other) => one.at - other.at);
};
