export interface StoredObject {
  readonly body: Buffer;
  readonly contentType: string;
  readonly etag: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface S3Port {
  /** @throws AwsError NoSuchBucket, NoSuchKey */
  getObject(bucket: string, key: string, versionId?: string): Promise<StoredObject>;
  /** Resolves when the object is on disk. @throws AwsError NoSuchBucket */
  putObject(
    bucket: string,
    key: string,
    body: Uint8Array,
    options?: { readonly contentType?: string; readonly metadata?: Readonly<Record<string, string>> },
  ): Promise<{ readonly etag: string }>;
}
