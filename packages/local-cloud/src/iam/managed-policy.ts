import type { Tag } from './role.ts';

export interface PolicyVersion {
  /** `v1`, `v2`, … */
  readonly id: string;
  /** A policy document as JSON text. */
  readonly document: string;
  /** Epoch ms. */
  readonly createdAt: number;
}

export interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  /** `ANPA…` */
  readonly id: string;
  readonly arn: string;
  readonly description?: string | undefined;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly versions: readonly PolicyVersion[];
  readonly defaultVersionId: string;
  /** The number of the version that was made last, also if it is gone. */
  readonly lastVersion: number;
  readonly tags: readonly Tag[];
}
