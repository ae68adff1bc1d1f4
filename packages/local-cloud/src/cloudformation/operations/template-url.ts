import { validationError } from '../template/template-error.ts';

export interface ObjectAddress {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

const pathStyleHost = /^s3([.-][a-z0-9-]+)*\.amazonaws\.com$/;
const virtualHost = /^(?<bucket>.+)\.s3([.-][a-z0-9-]+)*\.amazonaws\.com$/;

/**
 * The object that a TemplateURL names, in path style (`https://s3.amazonaws.com/bucket/key`) or virtual-hosted style
 * (`https://bucket.s3.us-east-1.amazonaws.com/key`), or at the cloud's own `endpoint` in path style.
 * @throws AwsError ValidationError
 */
export const parseTemplateUrl = (text: string, endpoint: string): ObjectAddress => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw validationError('TemplateURL must be a supported URL.');
  const [head = '', ...tail] = decodeURIComponent(url.pathname.slice(1)).split('/');
  const versionId = url.searchParams.get('versionId');
  const version = versionId === null ? {} : { versionId };
  const bucket = virtualHost.exec(url.hostname)?.groups?.['bucket'];
  const isPathStyle = pathStyleHost.test(url.hostname) || url.origin === endpoint;
  if (isPathStyle && head !== '' && tail.length > 0) return { bucket: head, key: tail.join('/'), ...version };
  if (!isPathStyle && bucket !== undefined && head !== '')
    return { bucket, key: [head, ...tail].join('/'), ...version };
  throw validationError('TemplateURL must be a supported URL.');
};
