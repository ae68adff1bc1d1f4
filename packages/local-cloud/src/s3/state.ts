import type { CloudContext } from '../kernel/context.ts';
import { type Buckets, createBuckets } from './buckets.ts';
import { createObjects, type Objects } from './objects.ts';
import { createUploads, type Uploads } from './uploads.ts';

/** What the operations of S3 work on. */
export interface S3State {
  readonly buckets: Buckets;
  readonly objects: Objects;
  readonly uploads: Uploads;
  readonly region: string;
  readonly accountId: string;
  readonly now: () => number;
}

export const createState = (context: CloudContext): S3State => {
  const buckets = createBuckets(context);
  return {
    buckets,
    objects: createObjects(context, buckets),
    uploads: createUploads(context),
    region: context.region,
    accountId: context.accountId,
    now: context.clock.now,
  };
};
