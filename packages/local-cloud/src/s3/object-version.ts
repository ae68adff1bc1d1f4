import type { Tag } from './bucket.ts';
import type { Checksum } from './checksum.ts';

/** What is kept of an object besides its bytes. */
export interface ObjectDetails {
  readonly contentType: string;
  /** Headers that are given back as they came: cache-control, content-disposition, content-encoding, content-language, expires. */
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata, without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly storageClass: string;
  readonly checksum?: Checksum | undefined;
  readonly partCount?: number | undefined;
}

/** One version of an object, or a delete marker. */
export interface ObjectVersion {
  readonly bucket: string;
  readonly key: string;
  /** Grows with every write in the cloud; the highest of a key is its latest version. */
  readonly seq: number;
  /** `null` for what was written while the bucket had no versioning. */
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Epoch ms. */
  readonly modifiedAt: number;
  /** The file that holds the bytes; empty for a delete marker. */
  readonly file: string;
  readonly details: ObjectDetails;
}

export const quoted = (etag: string): string => `"${etag}"`;
