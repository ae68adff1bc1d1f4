import type { LifecycleRule } from './lifecycle-rule.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

/** A bucket and its configuration. */
export interface Bucket {
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Undefined: never enabled. */
  readonly versioning?: 'Enabled' | 'Suspended' | undefined;
  readonly publicAccessBlock?: PublicAccessBlock | undefined;
  /** JSON text as it was put. Kept and given back; requests are not judged by it yet. */
  readonly policy?: string | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly lifecycle?: readonly LifecycleRule[] | undefined;
  readonly bucketKeyEnabled?: boolean | undefined;
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html (default of new buckets) */
export const everythingBlocked: PublicAccessBlock = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
