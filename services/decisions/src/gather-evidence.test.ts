import type { Log } from '@signalbox/lambda-kit';
import { expect, it } from 'vitest';
import { decisionAt, liveLine } from '../test/evidence.ts';
import type { Evidence, EvidenceObject } from './candidate-evidence.ts';
import { gatherEvidence } from './gather-evidence.ts';

const evidence = (count: number, releaseId = 'rules-x-2'): Evidence[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ releaseId, position: { shardId: 's', sequenceNumber: String(index + 1) } },
    line: liveLine(decisionAt(index + 1)),
  }));

const setUp = (put: (object: EvidenceObject) => Promise<void>) => {
  const totals: Record<string, number> = {};
  const errors: string[] = [];
  const log = { error: (message: string) => void errors.push(message) } as unknown as Log;
  const counts = {
    add: (name: string, value = 1) => {
      totals[name] = value;
    },
  };
  return { totals, errors, gathered: gatherEvidence({ log, counts, store: { put } }) };
};

it('writes nothing, and counts nothing, if there is nothing to say', async () => {
  const { gathered, totals } = setUp(() => Promise.reject(new Error('no')));
  gathered.add([]);
  await gathered.write();
  expect(totals).toEqual({});
});

it('writes once a batch', async () => {
  const objects: EvidenceObject[] = [];
  const { gathered, totals } = setUp(async (object) => void objects.push(object));
  gathered.add(evidence(2));
  gathered.add(evidence(1, 'rules-y-3'));
  await gathered.write();
  expect(objects.map(({ lines }) => lines.length)).toEqual([2, 1]);
  expect(totals).toEqual({ CandidateEvidenceLost: 0 });
});

it('counts what could not be written, and does not fail for it', async () => {
  const { errors, gathered, totals } = setUp(() => Promise.reject(new Error('no')));
  gathered.add(evidence(3));
  await gathered.write();
  expect(totals).toEqual({ CandidateEvidenceLost: 3 });
  expect(errors).toHaveLength(1);
});

it('counts what is more than a batch may say', async () => {
  const { gathered, totals } = setUp(async () => undefined);
  gathered.add(evidence(20_000));
  gathered.add(evidence(5));
  await gathered.write();
  expect(totals).toEqual({ CandidateEvidenceLost: 5 });
});
