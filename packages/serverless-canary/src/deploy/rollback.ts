import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Serverless, StackParameter } from '../serverless.ts';
import { allAtOnce } from '../settings/deployment-type.ts';
import { logicalIds } from '../template/logical-ids.ts';
import type { Template } from '../template/template.ts';

/** Folder of a stored deployment, as osls names it: epoch ms and ISO 8601 of its timestamp, given in either way. */
const folderOf = (timestamp: string): string | undefined => {
  const written = new Date(timestamp);
  const date = Number.isNaN(written.valueOf()) ? new Date(Number(timestamp)) : written;
  return Number.isNaN(date.valueOf()) ? undefined : `${date.getTime()}-${date.toISOString()}`;
};

const storedTemplate = async (serverless: Serverless, folder: string): Promise<Template | undefined> => {
  const provider = serverless.getProvider('aws');
  const s3 = new S3Client(await provider.getAwsSdkV3Config());
  const prefix = `${provider.getDeploymentPrefix()}/${serverless.service.service}/${provider.getStage()}`;
  try {
    const { Body } = await s3.send(
      new GetObjectCommand({
        Bucket: await provider.getServerlessDeploymentBucketName(),
        Key: `${prefix}/${folder}/${provider.naming.getCompiledTemplateS3Suffix()}`,
      }),
    );
    return JSON.parse((await Body?.transformToString()) ?? '{}');
  } catch (error) {
    // The framework itself says which deployment is not there.
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  } finally {
    s3.destroy();
  }
};

/**
 * Parameters with which the stored template of `timestamp` goes out all at once: who rolls back does not want to wait, and is not to be
 * stopped by the alarms that made him. Undefined if that template knows no such parameter, so that CloudFormation would refuse it.
 */
export const rollbackParameters = async (
  serverless: Serverless,
  timestamp: string,
): Promise<readonly StackParameter[] | undefined> => {
  const folder = folderOf(timestamp);
  const template = folder === undefined ? undefined : await storedTemplate(serverless, folder);
  if (template?.Parameters?.[logicalIds.parameter] === undefined) return undefined;
  const others = (serverless.service.provider.stackParameters ?? []).filter(
    ({ ParameterKey }) => ParameterKey !== logicalIds.parameter,
  );
  return [...others, { ParameterKey: logicalIds.parameter, ParameterValue: allAtOnce }];
};
