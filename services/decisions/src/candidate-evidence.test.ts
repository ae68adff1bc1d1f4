import { expect, it } from 'vitest';
import { decisionAt, liveLine } from '../test/evidence.ts';
import { compareEvidenceKeys, type Evidence, evidenceObjects } from './candidate-evidence.ts';

const evidence = (sequenceNumber: string, releaseId = 'rules-x-2'): Evidence => ({
  ...{ releaseId, position: { shardId: 'shardId-000000000000', sequenceNumber } },
  line: liveLine(decisionAt(Number(sequenceNumber))),
});

it('is one object a release, named by the records that it came of, in their order', () => {
  const objects = evidenceObjects([evidence('100'), evidence('9'), evidence('40', 'rules-y-5')]);
  expect(objects.map(({ key, lines }) => [key, lines.length])).toEqual([
    ['releases/candidate/rules-x-2/shardId-000000000000-9-100.ndjson.gz', 2],
    ['releases/candidate/rules-y-5/shardId-000000000000-40-40.ndjson.gz', 1],
  ]);
  expect(objects[0]?.lines.map((line) => line.side !== 'failure' && line.decision.decidedAt)).toEqual([9000, 100_000]);
  expect(evidenceObjects([])).toEqual([]);
});

it('is read in the order of the stream', () => {
  const keys = ['s-0-100-101', 's-1-7-7', 's-0-9-50'].map((place) => `releases/candidate/r/${place}.ndjson.gz`);
  expect(keys.toSorted(compareEvidenceKeys).map((key) => key.slice(21, -10))).toEqual([
    's-0-9-50',
    's-0-100-101',
    's-1-7-7',
  ]);
});
