import type { RevisionLocation } from '@aws-sdk/client-codedeploy';
import { UnsupportedError } from '../../kernel/aws-error.ts';
import { refusal } from '../codedeploy-error.ts';
import type { Revision, RevisionKey } from '../model/revision.ts';
import { revisionKey, type Store, sha256Of } from '../store.ts';

const invalid = (message: string) => refusal('InvalidRevisionException', message);

interface Given {
  readonly type: RevisionKey['type'];
  readonly content?: string | undefined;
  readonly sha256?: string | undefined;
}

const locate = (revision: RevisionLocation | undefined): Given => {
  if (revision === undefined) throw refusal('RevisionRequiredException', 'RevisionLocation must be specified');
  const { revisionType: type, string, appSpecContent, s3Location, gitHubLocation } = revision;
  if (type === 'S3' || type === 'GitHub' || s3Location !== undefined || gitHubLocation !== undefined)
    throw new UnsupportedError(`the revision type ${type ?? 'S3'} of CodeDeploy`);
  if (type !== 'String' && type !== 'AppSpecContent') throw invalid('The revision type must be specified and known.');
  const given = type === 'String' ? string : appSpecContent;
  const other = type === 'String' ? appSpecContent : string;
  if (given === undefined || other !== undefined)
    throw invalid(`The revision must be given as what its type ${type} says.`);
  return { type, ...given };
};

/** A revision that brings its content. @throws AwsError RevisionRequiredException, InvalidRevisionException */
export const readNewRevision = (
  revision: RevisionLocation | undefined,
): { type: RevisionKey['type']; content: string } => {
  const { type, content, sha256 } = locate(revision);
  if (content === undefined || content === '') throw invalid('The content of the revision must be specified.');
  if (sha256 !== undefined && sha256 !== sha256Of(content))
    throw invalid('The sha256 of the revision does not match its content.');
  return { type, content };
};

/** A revision that an application knows already, by its hash or its content. @throws AwsError RevisionDoesNotExistException too */
export const findRevision = (
  applicationName: string,
  revision: RevisionLocation | undefined,
  store: Store,
): Revision => {
  const { type, content, sha256 } = locate(revision);
  if (content === undefined && sha256 === undefined) throw invalid('The sha256 of the revision must be specified.');
  const key = { type, sha256: sha256 ?? sha256Of(content ?? '') };
  const known = store.revisions.get(revisionKey(applicationName, key));
  if (known !== undefined) return known;
  throw refusal(
    'RevisionDoesNotExistException',
    `No revision found for application ${applicationName} with sha256 ${key.sha256}`,
  );
};
