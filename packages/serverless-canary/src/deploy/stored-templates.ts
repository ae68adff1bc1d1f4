import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { Serverless } from '../serverless.ts';
import type { Template } from '../template/template.ts';

const withBucket = async <T>(
  serverless: Serverless,
  work: (s3: S3Client, bucket: string) => Promise<T>,
): Promise<T> => {
  const provider = serverless.getProvider('aws');
  const s3 = new S3Client(await provider.getAwsSdkV3Config());
  try {
    return await work(s3, await provider.getServerlessDeploymentBucketName());
  } finally {
    s3.destroy();
  }
};

const folderOfAll = (serverless: Serverless): string => {
  const provider = serverless.getProvider('aws');
  return `${provider.getDeploymentPrefix()}/${serverless.service.service}/${provider.getStage()}/`;
};

const fileOf = (serverless: Serverless): string =>
  `/${serverless.getProvider('aws').naming.getCompiledTemplateS3Suffix()}`;

/** The template that the framework has stored in this folder; undefined if there is none. */
export const storedTemplate = (serverless: Serverless, folder: string): Promise<Template | undefined> =>
  withBucket(serverless, async (s3, Bucket) => {
    const Key = `${folderOfAll(serverless)}${folder}${fileOf(serverless)}`;
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return JSON.parse((await Body?.transformToString()) ?? '{}');
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
      throw error;
    }
  });

/** The template that the framework has stored last, whatever became of its deployment; undefined if there is none. */
export const newestTemplate = async (serverless: Serverless): Promise<Template | undefined> => {
  const Prefix = folderOfAll(serverless);
  const folders = await withBucket(serverless, async (client, Bucket) => {
    const found: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
      for (const { Key = '' } of Contents) {
        if (Key.endsWith(fileOf(serverless))) found.push(Key.slice(Prefix.length, -fileOf(serverless).length));
      }
    }
    return found;
  });
  // A folder begins with its time in epoch ms.
  const newest = folders.toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10)).at(-1);
  return newest === undefined ? undefined : storedTemplate(serverless, newest);
};
