/** What SDK clients of an embedded cloud are made with. */
export const clientSettings = (endpoint: string) => ({
  ...{ endpoint, region: 'us-east-1' },
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

export const archiveBucket = 'signalbox-local-archive-000000000000-us-east-1';
