import { gunzipSync, gzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { RuleSet } from '@signalbox/decision-engine';
import { clientSettings, errorMessage, PermanentError, sdkError, TransientError } from '@signalbox/lambda-kit';
import { ReleaseError } from '@signalbox/releases';
import { ruleSetsOf } from '@signalbox/releases/rule-sets';
import { compareEvidenceKeys, type EvidenceLine, evidencePrefix } from '../candidate-evidence.ts';
import type { EvidenceStore } from '../ports.ts';

export interface S3ReleasesOptions {
  /** Default: one of its own. */
  readonly client?: S3Client;
  readonly bucket: string;
}

export interface S3Releases extends EvidenceStore {
  /** Undefined: there is none, or not the one of that hash. Throws only a TransientError. */
  readonly loadRuleSet: (hash: string) => Promise<RuleSet | undefined>;
}

const parseLines = (key: string, body: Uint8Array): EvidenceLine[] => {
  try {
    const lines = gunzipSync(body).toString().split('\n');
    return lines.filter(Boolean).map((line) => JSON.parse(line) as EvidenceLine);
  } catch (error) {
    throw new PermanentError('EVIDENCE_UNREADABLE', `${key}: ${errorMessage(error)}`, { cause: error });
  }
};

/** What of releases is kept in the archive bucket: rule sets, and the evidence of candidates. */
export const s3Releases = ({
  client = new S3Client(clientSettings),
  bucket: Bucket,
}: S3ReleasesOptions): S3Releases => {
  const ruleSets = ruleSetsOf({ client, bucket: Bucket });

  const keysUnder = async (Prefix: string): Promise<string[]> => {
    const keys: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key ? [Key] : [])));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return keys.sort(compareEvidenceKeys);
  };

  return {
    loadRuleSet: async (hash) => {
      try {
        return await ruleSets.getRuleSet(hash);
      } catch (error) {
        if (error instanceof ReleaseError) return undefined;
        throw new TransientError('RULES_UNAVAILABLE', errorMessage(error), { cause: error });
      }
    },
    put: async ({ key, lines }) => {
      const Body = gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      try {
        await client.send(new PutObjectCommand({ Bucket, Key: key, Body, ContentType: 'application/x-ndjson' }));
      } catch (error) {
        throw sdkError('EVIDENCE_WRITE_FAILED', error);
      }
    },
    keys: async (releaseId) => {
      try {
        return await keysUnder(evidencePrefix(releaseId));
      } catch (error) {
        throw sdkError('EVIDENCE_READ_FAILED', error);
      }
    },
    read: async (key) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
        return parseLines(key, (await Body?.transformToByteArray()) ?? new Uint8Array());
      } catch (error) {
        throw error instanceof PermanentError ? error : sdkError('EVIDENCE_READ_FAILED', error);
      }
    },
  };
};
