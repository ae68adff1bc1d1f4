import { gigabytes } from './billing-units.ts';
import type { SingleInvocations } from './run.ts';
import { addUsage, scaleUsage, type Usage } from './usage.ts';

const million = 1_000_000;

/**
 * What a million messages use beyond what both ways have in common, if the rule invokes a function with each: one request, as long as
 * both functions took for one record, in the smaller of their memories; what they read and wrote for one; the log of one function.
 * The archive is left out.
 */
export const baselineMillion = ({ count, metered, ingestFunction, decideFunction }: SingleInvocations): Usage => {
  const ingest = metered.functions.get(ingestFunction);
  const decide = metered.functions.get(decideFunction);
  if (ingest?.durationsMs.length !== count || decide?.durationsMs.length !== count) {
    throw new Error('not every invocation with a single record has its REPORT line');
  }
  const memoryGb = Math.min(ingest.memoryMb, decide.memoryMb) / 1024;
  // Lambda bills started milliseconds of one invocation, so they are added before they are rounded up.
  const billedMs = ingest.durationsMs.reduce(
    (sum, durationMs, index) => sum + Math.ceil(durationMs + (decide.durationsMs[index] ?? 0)),
    0,
  );
  const { s3Puts: _archived, ...usage } = metered.usage.ingestion;
  return scaleUsage(
    addUsage(usage, {
      lambdaRequests: count,
      lambdaArmGbSeconds: (billedMs / 1000) * memoryGb,
      cloudWatchLogGb: gigabytes(ingest.logBytes),
    }),
    million / count,
  );
};

/** If the function archives what it got, each message is an object. */
export const archiveOfBaseline: Usage = { s3Puts: million };
