import { randomBytes } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import { type BodyFiles, openBodyFiles } from './body-files.ts';
import type { Buckets } from './buckets.ts';
import { refuseUnmetWrite } from './conditions.ts';
import { type ObjectTable, openObjectTable } from './object-table.ts';
import type { ObjectDetails, ObjectVersion } from './object-version.ts';
import { noSuchKey, noSuchVersion } from './s3-error.ts';

export interface NewObject {
  readonly bucket: string;
  readonly key: string;
  /** A file of {@link Objects.files} that holds the bytes. */
  readonly file: string;
  readonly size: number;
  readonly etag: string;
  readonly details: ObjectDetails;
}

export interface Deletion {
  /** The version that was removed, or the delete marker that was made; undefined in a bucket without versioning. */
  readonly versionId?: string;
  readonly isDeleteMarker: boolean;
}

/** The objects of all buckets and what versioning makes of writing and deleting them. */
export interface Objects {
  readonly table: ObjectTable;
  readonly files: BodyFiles;
  /** @throws AwsError NoSuchBucket, PreconditionFailed, NoSuchKey */
  put(object: NewObject, conditions?: Readonly<Record<string, string | undefined>>): ObjectVersion;
  /** @throws AwsError NoSuchBucket, NoSuchKey, NoSuchVersion, MethodNotAllowed */
  find(bucket: string, key: string, versionId?: string | undefined): ObjectVersion;
  read(version: ObjectVersion, start?: number, length?: number): Buffer;
  /** @throws AwsError NoSuchBucket */
  remove(bucket: string, key: string, versionId?: string | undefined): Deletion;
  /** Removes files that no version names, e.g. of a write that a kill cut off. */
  sweepFiles(keep: ReadonlySet<string>): Promise<void>;
}

const markerDetails: ObjectDetails = { contentType: '', headers: {}, metadata: {}, tags: [], storageClass: 'STANDARD' };

const newVersionId = (): string => randomBytes(24).toString('base64url');

/** Says of a missing object, as S3 does in headers, that a delete marker hides it. */
const hiddenBy = ({ versionId }: ObjectVersion, error: AwsError): AwsError =>
  Object.assign(error, { headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': versionId } });

const methodNotAllowed = () =>
  new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', { status: 405 });

const visible = (found: ObjectVersion | undefined, key: string, versionId: string | undefined): ObjectVersion => {
  if (found === undefined) throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  if (!found.isDeleteMarker) return found;
  throw hiddenBy(found, versionId === undefined ? noSuchKey(key) : methodNotAllowed());
};

export const createObjects = ({ storage, clock }: CloudContext, buckets: Buckets): Objects => {
  const table = openObjectTable(storage.database('s3'));
  const files = openBodyFiles(storage.folder('s3'));
  const drop = (version: ObjectVersion | undefined): void => {
    if (version !== undefined && version.file !== '') void files.remove([version.file]);
  };

  /** Writes a version as the bucket's versioning has it: a new one, or in place of the one called `null`. */
  const insert = (version: Omit<ObjectVersion, 'seq' | 'versionId' | 'modifiedAt'>): ObjectVersion => {
    const { bucket, key } = version;
    const isVersioned = buckets.get(bucket).versioning === 'Enabled';
    const replaced = isVersioned ? undefined : table.version(bucket, key, 'null');
    const versionId = isVersioned ? newVersionId() : 'null';
    table.insert({ ...version, versionId, modifiedAt: clock.now() }, replaced);
    drop(replaced);
    return visibleOrMarker(bucket, key);
  };
  const visibleOrMarker = (bucket: string, key: string): ObjectVersion => {
    const latest = table.latest(bucket, key);
    if (latest === undefined) throw noSuchKey(key);
    return latest;
  };

  const removeVersion = (found: ObjectVersion): Deletion => {
    table.remove(found);
    drop(found);
    return { versionId: found.versionId, isDeleteMarker: found.isDeleteMarker };
  };

  const removeLatest = (bucket: string, key: string): Deletion => {
    if (buckets.get(bucket).versioning === undefined) {
      const found = table.latest(bucket, key);
      if (found !== undefined) removeVersion(found);
      return { isDeleteMarker: false };
    }
    const marker = { bucket, key, isDeleteMarker: true, size: 0, etag: '', file: '', details: markerDetails };
    return { versionId: insert(marker).versionId, isDeleteMarker: true };
  };

  return {
    table,
    files,
    put: (object, conditions = {}) => {
      refuseUnmetWrite(conditions, object.key, table.latest(object.bucket, object.key));
      return insert({ ...object, isDeleteMarker: false });
    },
    find: (bucket, key, versionId) => {
      buckets.get(bucket);
      const found = versionId === undefined ? table.latest(bucket, key) : table.version(bucket, key, versionId);
      return visible(found, key, versionId);
    },
    read: ({ file, size }, start = 0, length = size) => files.read(file, start, length),
    remove: (bucket, key, versionId) => {
      if (versionId === undefined) return removeLatest(bucket, key);
      const isVersioned = buckets.get(bucket).versioning !== undefined;
      const found = table.version(bucket, key, versionId);
      const removed = found === undefined ? { versionId, isDeleteMarker: false } : removeVersion(found);
      return isVersioned ? removed : { isDeleteMarker: false };
    },
    sweepFiles: async (keep) => {
      await files.remove(files.names().filter((name) => !keep.has(name) && !table.hasFile(name)));
    },
  };
};
