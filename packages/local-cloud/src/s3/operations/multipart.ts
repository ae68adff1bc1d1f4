import type { Response } from '../../kernel/request.ts';
import { verifyBody } from '../body.ts';
import { checksumHeader, checksumMembers, isChecksumAlgorithm } from '../checksum.ts';
import { refuseUnmetWrite } from '../conditions.ts';
import { detailHeaders, readDetails } from '../details.ts';
import { chooseChecksum, chooseParts, multipartChecksum, multipartEtag, type NamedPart } from '../multipart.ts';
import { quoted } from '../object-version.ts';
import type { S3Call } from '../s3-call.ts';
import { invalidArgument, invalidRequest } from '../s3-error.ts';
import type { S3Operation } from '../s3-operation.ts';
import { listOf, membersOf, readXml, requiredText, xmlAnswer } from '../s3-xml.ts';
import type { S3State } from '../state.ts';
import type { Upload } from '../uploads.ts';
import { writtenHeaders } from './object-headers.ts';

const create = ({ buckets, uploads }: S3State, call: S3Call): Response => {
  buckets.get(call.bucket);
  const algorithm = call.headers['x-amz-checksum-algorithm']?.toUpperCase();
  if (algorithm !== undefined && !isChecksumAlgorithm(algorithm)) {
    throw invalidRequest(
      'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
    );
  }
  const checksum = chooseChecksum(algorithm, call.headers['x-amz-checksum-type']);
  const { bucket, key } = call;
  const { id } = uploads.begin({ bucket, key, details: readDetails(call), checksum });
  const answer = xmlAnswer('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: id });
  const asked = checksum.isAsked
    ? { 'x-amz-checksum-algorithm': checksum.algorithm, 'x-amz-checksum-type': checksum.type }
    : {};
  return { ...answer, headers: { ...answer.headers, 'x-amz-server-side-encryption': 'AES256', ...asked } };
};

const uploadOf = ({ buckets, uploads }: S3State, { bucket, key, query }: S3Call): Upload => {
  buckets.get(bucket);
  return uploads.get(bucket, key, query.get('uploadId') ?? '');
};

const uploadPart = async (state: S3State, call: S3Call): Promise<Response> => {
  const upload = uploadOf(state, call);
  const number = Number(call.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      String(number),
    );
  }
  const { etag, checksum } = verifyBody(call, upload.checksum.algorithm);
  if (checksum.algorithm !== upload.checksum.algorithm) {
    throw invalidRequest(
      `Checksum Type mismatch occurred, expected checksum Type: ${upload.checksum.algorithm.toLowerCase()}, actual checksum Type: ${checksum.algorithm.toLowerCase()}`,
    );
  }
  const { files } = state.objects;
  const file = await files.write(call.body);
  const part = { number, file, size: call.body.length, etag, modifiedAt: state.now(), checksum };
  const replaced = state.uploads.addPart(upload, part);
  if (replaced !== undefined) await files.remove([replaced]);
  return {
    headers: {
      etag: quoted(etag),
      'x-amz-server-side-encryption': 'AES256',
      [checksumHeader(checksum.algorithm)]: checksum.value,
    },
  };
};

const readNamedParts = (body: Buffer): readonly NamedPart[] => {
  const nodes = listOf(membersOf(readXml(body, 'CompleteMultipartUpload'))['Part']);
  if (nodes.length === 0) throw invalidRequest('You must specify at least one part');
  return nodes.map((node) => {
    const { PartNumber, ETag } = membersOf(node);
    return { number: Number(requiredText(PartNumber)), etag: requiredText(ETag) };
  });
};

const refuseOtherSize = (declared: string | undefined, size: number): void => {
  if (declared !== undefined && Number(declared) !== size) {
    throw invalidRequest(`The provided 'x-amz-mp-object-size' header does not match what was computed: ${size}`);
  }
};

const complete = async (state: S3State, call: S3Call): Promise<Response> => {
  const { objects, uploads } = state;
  const upload = uploadOf(state, call);
  const parts = chooseParts(upload, readNamedParts(call.body));
  refuseUnmetWrite(call.headers, call.key, objects.table.latest(call.bucket, call.key));
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const file = await objects.files.join(parts.map((part) => part.file));
  const checksum = multipartChecksum(upload, parts, () => objects.files.read(file, 0, size));
  refuseOtherSize(call.headers['x-amz-mp-object-size'], size);
  const etag = multipartEtag(parts);
  const details = { ...upload.details, checksum, partCount: parts.length };
  const version = objects.put({ bucket: call.bucket, key: call.key, file, size, etag, details }, call.headers);
  await uploads.end(upload);
  await objects.files.remove(upload.parts.map((part) => part.file));
  const answer = xmlAnswer('CompleteMultipartUploadResult', {
    Location: `http://${call.request.headers['host'] ?? ''}/${call.bucket}/${encodeURIComponent(call.key)}`,
    Bucket: call.bucket,
    Key: call.key,
    ETag: quoted(etag),
    ...checksumMembers(checksum),
  });
  return { ...answer, headers: { ...answer.headers, ...writtenHeaders(state, version) } };
};

const abort = async (state: S3State, call: S3Call): Promise<Response> => {
  const upload = uploadOf(state, call);
  await state.uploads.end(upload);
  await state.objects.files.remove(upload.parts.map((part) => part.file));
  return { status: 204 };
};

/** The operations of a multipart upload. */
export const multipartOperations = (state: S3State): readonly S3Operation[] => [
  {
    name: 'CreateMultipartUpload',
    method: 'POST',
    on: 'object',
    selector: 'uploads',
    headers: [...detailHeaders, 'x-amz-checksum-algorithm', 'x-amz-checksum-type'],
    run: (call) => create(state, call),
  },
  {
    name: 'UploadPart',
    method: 'PUT',
    on: 'object',
    selector: 'partNumber',
    query: ['uploadId'],
    run: (call) => uploadPart(state, call),
  },
  {
    name: 'CompleteMultipartUpload',
    method: 'POST',
    on: 'object',
    selector: 'uploadId',
    headers: ['x-amz-checksum-type', 'x-amz-mp-object-size'],
    run: (call) => complete(state, call),
  },
  {
    name: 'AbortMultipartUpload',
    method: 'DELETE',
    on: 'object',
    selector: 'uploadId',
    run: (call) => abort(state, call),
  },
];
