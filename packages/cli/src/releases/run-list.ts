import type { ReleaseRecord } from '@signalbox/releases';
import type { Console } from '../output/console.ts';
import { formatInstant } from '../output/number.ts';
import { printRecords } from '../output/records.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import { withReleases } from './with-releases.ts';

export interface ListOptions extends TargetOptions {
  readonly limit: number;
  readonly json?: boolean;
}

const columns = [
  { heading: 'RELEASE', value: ({ releaseId }: ReleaseRecord) => releaseId },
  { heading: 'KIND', value: ({ kind }: ReleaseRecord) => kind },
  { heading: 'STATUS', value: ({ status }: ReleaseRecord) => status },
  { heading: 'STARTED', value: ({ startedAt }: ReleaseRecord) => formatInstant(startedAt) },
  { heading: 'ENDED', value: ({ endedAt }: ReleaseRecord) => formatInstant(endedAt) },
  { heading: 'BY', value: ({ by }: ReleaseRecord) => by },
  { heading: 'WHY', value: ({ reason, commit }: ReleaseRecord) => reason ?? commit ?? '' },
];

/** `releases list`. */
export const list = async (options: ListOptions, console: Console): Promise<void> => {
  const target = resolveTarget(options, process.env);
  const releases = await withReleases(target, (store) => store.listReleases({ limit: options.limit }));
  const empty = `nothing was released at stage ${target.stage} yet`;
  printRecords(console, releases, { json: options.json === true, columns, empty });
};
