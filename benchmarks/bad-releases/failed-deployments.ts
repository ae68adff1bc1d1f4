import {
  CodeDeployClient,
  GetApplicationRevisionCommand,
  GetDeploymentCommand,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy';
import { clientSettings } from './client-settings.ts';

export interface FailedDeployment {
  readonly functionName: string;
  readonly code: string;
}

interface AppSpec {
  readonly Resources: readonly Readonly<Record<string, { readonly Properties: { readonly Name: string } }>>[];
}

const functionIn = (content: string): string => {
  const [resource = {}] = (JSON.parse(content) as AppSpec).Resources;
  return Object.values(resource)[0]?.Properties.Name ?? '';
};

/** Deployments that ended badly since `since`, epoch ms of the cloud, the earliest first. */
export const failedDeployments = async (endpoint: string, since: number): Promise<readonly FailedDeployment[]> => {
  const client = new CodeDeployClient(clientSettings(endpoint));
  const found: (FailedDeployment & { readonly at: number })[] = [];
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
    found.push({ functionName: functionIn(content), code: errorInformation?.code ?? 'STOPPED', at });
  }
  client.destroy();
  return found.sort((one, other) => one.at - other.at);
};
