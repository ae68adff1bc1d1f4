import type { CloudContext } from '../../kernel/context.ts';
import { templateError, validationError } from '../template/template-error.ts';
import { parseTemplateUrl } from './template-url.ts';

export interface TemplateSource {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
}

/** Bytes; https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const maxBodyBytes = 51_200;
const maxObjectBytes = 1_048_576;

const readObject = async (context: CloudContext, url: string): Promise<string> => {
  const { bucket, key, versionId } = parseTemplateUrl(url, context.endpoint());
  try {
    return (await context.services.s3.getObject(bucket, key, versionId)).body.toString('utf8');
  } catch (cause) {
    const { message } = cause as Error;
    throw validationError(
      `S3 error: ${message}\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html`,
    );
  }
};

const refuseLonger = (body: string, limit: number): string => {
  if (Buffer.byteLength(body) > limit) throw templateError(`template body exceeds ${limit} bytes`);
  return body;
};

/** The text of the template that a request names; `previous` is the stack's own. @throws AwsError ValidationError */
export const loadTemplate = async (
  context: CloudContext,
  { TemplateBody, TemplateURL, UsePreviousTemplate }: TemplateSource,
  previous?: string,
): Promise<string> => {
  const usesPrevious = String(UsePreviousTemplate) === 'true';
  const given = [TemplateBody, TemplateURL, usesPrevious ? 'previous' : undefined].filter((each) => each !== undefined);
  if (given.length !== 1) throw validationError('Either Template URL or Template Body must be specified.');
  if (TemplateBody !== undefined) return refuseLonger(TemplateBody, maxBodyBytes);
  if (TemplateURL !== undefined) return refuseLonger(await readObject(context, TemplateURL), maxObjectBytes);
  if (previous === undefined) throw validationError('There is no previous template to use');
  return previous;
};
