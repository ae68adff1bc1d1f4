import { AwsError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import type { Table } from '../kernel/table.ts';
import { type Bucket, everythingBlocked } from './bucket.ts';
import { noSuchBucket } from './s3-error.ts';

export interface Buckets {
  /** @throws AwsError NoSuchBucket */
  get(name: string): Bucket;
  has(name: string): boolean;
  /** In order of name. */
  list(): readonly Bucket[];
  /** @throws AwsError InvalidBucketName, BucketAlreadyOwnedByYou */
  create(name: string): Bucket;
  /** Changes some of a bucket's configuration; undefined takes a part away. @throws AwsError NoSuchBucket */
  configure(name: string, change: Partial<Bucket>): void;
  remove(name: string): void;
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const isValidName = (name: string): boolean =>
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
  !name.includes('..') &&
  !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
  !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
  !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);

const refuseName = (name: string, table: Table<Bucket>): void => {
  if (!isValidName(name)) {
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', { members: { BucketName: name } });
  }
  if (!table.has(name)) return;
  throw new AwsError(
    'BucketAlreadyOwnedByYou',
    'Your previous request to create the named bucket succeeded and you already own it.',
    { status: 409, members: { BucketName: name } },
  );
};

export const createBuckets = ({ storage, clock }: CloudContext): Buckets => {
  const table = storage.table<Bucket>('s3.buckets');
  const get = (name: string): Bucket => {
    const bucket = table.get(name);
    if (bucket === undefined) throw noSuchBucket(name);
    return bucket;
  };
  return {
    get,
    has: (name) => table.has(name),
    list: () => [...table.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    create: (name) => {
      refuseName(name, table);
      const bucket: Bucket = { name, createdAt: clock.now(), publicAccessBlock: everythingBlocked };
      table.set(name, bucket);
      return bucket;
    },
    configure: (name, change) => table.set(name, { ...get(name), ...change }),
    remove: (name) => void table.delete(name),
  };
};
