import { METRICS_NAMESPACE } from '@signalbox/lambda-kit';
import type { Finding } from '../progress.ts';
import { mostBad } from './judge-figures.ts';
import type { WatchPorts } from './watch-versions.ts';

/** What readers of decisions count when they can make nothing of one. */
const refusals = ['RequestsRejected', 'RecordsFailed'] as const;

const readers = { service: 'commands' };

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Metrics carry the time of the functions, which may not be ours. */
const ahead = 24 * hourMs;

/**
 * Holds what readers of decisions refused since `since` (epoch ms), when a new version began to decide, against the hour before.
 * It is of all versions that decide together: who reads does not know by which one an event was made.
 */
export const watchReaders = async (
  { source, now }: Pick<WatchPorts, 'source' | 'now'>,
  stage: string,
  since: number,
): Promise<Finding> => {
  const from = Math.min(since, now() - minuteMs);
  const queries = refusals.map((name) => ({
    ...{ namespace: METRICS_NAMESPACE, name, statistic: 'Sum' as const },
    dimensions: { ...readers, stage },
  }));
  const during = await source.read(queries, from, now() + ahead);
  // Whole minutes, of which the last may belong to both.
  const before = await source.read(queries, from - hourMs, from);
  const share = (now() - from) / hourMs;
  const lines = refusals.flatMap((name, index) => {
    const [refused = 0, earlier = 0] = [during[index], before[index]];
    if (refused <= mostBad(earlier * share)) return [];
    return [`${name} of ${readers.service}: ${refused} since it decides, ${earlier} in the hour before`];
  });
  return { ok: lines.length === 0, lines };
};
