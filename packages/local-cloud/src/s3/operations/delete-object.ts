import { AwsError } from '../../kernel/aws-error.ts';
import { verifyBody } from '../body.ts';
import type { Deletion } from '../objects.ts';
import type { S3Call } from '../s3-call.ts';
import type { S3Operation } from '../s3-operation.ts';
import { listOf, membersOf, readXml, requiredText, textOf, type XmlNode, xmlAnswer } from '../s3-xml.ts';
import type { S3State } from '../state.ts';

const deletionHeaders = ({ versionId, isDeleteMarker }: Deletion): Record<string, string> => ({
  ...(versionId === undefined ? {} : { 'x-amz-version-id': versionId }),
  ...(isDeleteMarker ? { 'x-amz-delete-marker': 'true' } : {}),
});

export const deleteObject = ({ objects, buckets }: S3State): S3Operation => ({
  name: 'DeleteObject',
  method: 'DELETE',
  on: 'object',
  query: ['versionId'],
  run: ({ bucket, key, query }) => {
    buckets.get(bucket);
    return { status: 204, headers: deletionHeaders(objects.remove(bucket, key, query.get('versionId'))) };
  },
});

/** A list of keys is destructive, so S3 wants a digest of it. */
const refuseUnguarded = (call: S3Call): void => {
  const hasDigest = Object.keys(call.headers).some(
    (name) => name === 'content-md5' || name.startsWith('x-amz-checksum-'),
  );
  if (!hasDigest)
    throw new AwsError('InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  verifyBody(call);
};

const deletedEntry = (key: string, asked: string | undefined, { versionId, isDeleteMarker }: Deletion) => ({
  Key: key,
  VersionId: asked,
  ...(isDeleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: versionId } : {}),
});

const deleteOne = ({ objects }: S3State, bucket: string, node: XmlNode): Record<string, unknown> => {
  const members = membersOf(node);
  const [key, versionId] = [requiredText(members['Key']), textOf(members['VersionId'])];
  return deletedEntry(key, versionId, objects.remove(bucket, key, versionId));
};

export const deleteObjects = (state: S3State): S3Operation => ({
  name: 'DeleteObjects',
  method: 'POST',
  on: 'bucket',
  selector: 'delete',
  run: (call) => {
    state.buckets.get(call.bucket);
    refuseUnguarded(call);
    const request = membersOf(readXml(call.body, 'Delete'));
    const nodes = listOf(request['Object']);
    if (nodes.length === 0 || nodes.length > 1000) {
      throw new AwsError(
        'MalformedXML',
        'The XML you provided was not well-formed or did not validate against our published schema',
      );
    }
    const deleted = nodes.map((node) => deleteOne(state, call.bucket, node));
    return xmlAnswer('DeleteResult', { Deleted: textOf(request['Quiet']) === 'true' ? [] : deleted });
  },
});
