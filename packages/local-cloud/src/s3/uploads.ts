import { randomBytes } from 'node:crypto';
import type { CloudContext } from '../kernel/context.ts';
import type { Checksum, ChecksumAlgorithm, ChecksumType } from './checksum.ts';
import { compareKeys } from './listing.ts';
import type { ObjectDetails } from './object-version.ts';
import { noSuchUpload } from './s3-error.ts';

export interface Part {
  readonly number: number;
  readonly file: string;
  readonly size: number;
  readonly etag: string;
  /** Epoch ms. */
  readonly modifiedAt: number;
  readonly checksum: Checksum;
}

/** A multipart upload that is neither completed nor aborted. */
export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly initiatedAt: number;
  readonly details: ObjectDetails;
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType; readonly isAsked: boolean };
  /** In order of number. */
  readonly parts: readonly Part[];
}

export interface Uploads {
  begin(upload: Pick<Upload, 'bucket' | 'key' | 'details' | 'checksum'>): Upload;
  /** @throws AwsError NoSuchUpload */
  get(bucket: string, key: string, id: string): Upload;
  /** Keeps a part. @returns the file of the part of the same number that it replaces */
  addPart(upload: Upload, part: Part): string | undefined;
  end(upload: Upload): Promise<void>;
  /** In order of key, then of time. */
  list(bucket?: string): readonly Upload[];
}

export const createUploads = ({ storage, clock }: CloudContext): Uploads => {
  const table = storage.table<Upload>('s3.uploads');
  return {
    begin: (upload) => {
      const begun: Upload = {
        ...upload,
        id: randomBytes(48).toString('base64url'),
        initiatedAt: clock.now(),
        parts: [],
      };
      table.set(begun.id, begun);
      return begun;
    },
    get: (bucket, key, id) => {
      const upload = table.get(id);
      if (upload === undefined || upload.bucket !== bucket || upload.key !== key) throw noSuchUpload(id);
      return upload;
    },
    addPart: ({ id }, part) => {
      const upload = table.get(id);
      if (upload === undefined) throw noSuchUpload(id);
      const others = upload.parts.filter(({ number }) => number !== part.number);
      table.set(id, { ...upload, parts: [...others, part].sort((a, b) => a.number - b.number) });
      return upload.parts.find(({ number }) => number === part.number)?.file;
    },
    end: async ({ id }) => {
      table.delete(id);
      await storage.flush();
    },
    list: (bucket) =>
      [...table.values()]
        .filter((upload) => bucket === undefined || upload.bucket === bucket)
        .sort((a, b) => compareKeys(a.key, b.key) || a.initiatedAt - b.initiatedAt),
  };
};
