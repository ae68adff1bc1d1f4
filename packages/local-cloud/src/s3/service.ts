import { createHash } from 'node:crypto';
import type { Route } from '../kernel/api.ts';
import type { Timer } from '../kernel/clock.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { S3Port } from '../ports/s3.ts';
import { checksumOf } from './checksum.ts';
import { runLifecycle } from './lifecycle.ts';
import { configurationOperations } from './operations/bucket-configuration.ts';
import { bucketOperations } from './operations/buckets.ts';
import { copyObject } from './operations/copy-object.ts';
import { deleteObject, deleteObjects } from './operations/delete-object.ts';
import { getObject, headObject } from './operations/get-object.ts';
import { lifecycleOperations } from './operations/lifecycle.ts';
import { listingOperations } from './operations/listings.ts';
import { multipartOperations } from './operations/multipart.ts';
import { multipartListingOperations } from './operations/multipart-listings.ts';
import { putObject } from './operations/put-object.ts';
import { taggingOperations } from './operations/tagging.ts';
import { bucketType } from './resource-types/bucket.ts';
import { bucketPolicyType } from './resource-types/bucket-policy.ts';
import { readCall } from './s3-call.ts';
import { writeS3Error } from './s3-error.ts';
import { createRunner, type S3Operation } from './s3-operation.ts';
import { createState, type S3State } from './state.ts';

const hourMs = 3_600_000;

const operationsOf = (state: S3State): readonly S3Operation[] => [
  ...bucketOperations(state),
  ...listingOperations(state),
  ...configurationOperations(state),
  ...lifecycleOperations(state),
  ...taggingOperations(state),
  ...multipartOperations(state),
  ...multipartListingOperations(state),
  putObject(state),
  getObject(state),
  headObject(state),
  copyObject(state),
  deleteObject(state),
  deleteObjects(state),
];

const portOf = ({ objects, buckets }: S3State): S3Port => ({
  getObject: async (bucket, key, versionId) => {
    const version = objects.find(bucket, key, versionId);
    const { contentType, metadata } = version.details;
    return { body: objects.read(version), contentType, etag: version.etag, metadata };
  },
  putObject: async (bucket, key, body, { contentType = 'binary/octet-stream', metadata = {} } = {}) => {
    buckets.get(bucket);
    const etag = createHash('md5').update(body).digest('hex');
    const checksum = checksumOf('CRC64NVME', body);
    const file = await objects.files.write(body);
    const details = { contentType, metadata, headers: {}, tags: [], storageClass: 'STANDARD', checksum };
    objects.put({ bucket, key, file, size: body.length, etag, details });
    return { etag };
  },
});

/** Amazon S3: REST-XML, path style and virtual-hosted style. Objects are files, their index is SQLite. */
export const createS3: ServiceFactory<S3Port> = (context) => {
  const state = createState(context);
  const runCall = createRunner(operationsOf(state), context.accountId);
  const methods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
  const routes = methods.flatMap((method): Route[] =>
    ['/', '/{Target+}'].map((path) => ({
      method,
      path,
      run: (request) => runCall(readCall(request, context.clock.now())),
    })),
  );
  let timer: Timer | undefined;
  const age = async (): Promise<void> => {
    await runLifecycle(state).catch((error: unknown) => context.log.error('a lifecycle run failed', { error }));
    timer = context.clock.after(hourMs, () => void age());
  };
  return {
    name: 's3',
    apis: [{ protocol: 'rest', scopes: ['s3'], routes, writeError: writeS3Error }],
    resourceTypes: [bucketType(state), bucketPolicyType(state)],
    port: portOf(state),
    start: async () => {
      await state.objects.sweepFiles(
        new Set(state.uploads.list().flatMap(({ parts }) => parts.map(({ file }) => file))),
      );
      await age();
    },
    stop: async () => context.clock.clear(timer),
  };
};
