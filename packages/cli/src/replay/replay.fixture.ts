import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { ReplayEvent } from './engine/replay-event.ts';
import { fileRuns } from './input/file-runs.ts';
import { loadRules } from './load-rules.ts';
import type { ReplayPlan } from './pool/messages.ts';
import { type ReplayOptions, type ReplayOutcome, replayRecords } from './replay-records.ts';
import { withTemporaryDirectory } from './temporary-directory.ts';

export interface Replayed extends ReplayOutcome {
  readonly events: readonly ReplayEvent['told'][];
}

export interface ReplayCase {
  /** Files by name: text, or bytes; one that ends in `.gz` is packed. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** YAML by name. */
  readonly rules: Readonly<Record<string, string>>;
  readonly against?: Readonly<Record<string, string>>;
  readonly plan?: Partial<ReplayPlan>;
  readonly options?: Partial<Pick<ReplayOptions, 'jobs' | 'until' | 'sortBytes' | 'signal' | 'onProgress'>>;
}

/** Writes files into a directory. @returns their paths */
export const writeFiles = async (
  directory: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<readonly string[]> =>
  Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const path = join(directory, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, name.endsWith('.gz') && typeof content === 'string' ? gzipSync(content) : content);
      return path;
    }),
  );

const writeRules = async (directory: string, rules: Readonly<Record<string, string>>): Promise<string> => {
  await mkdir(directory, { recursive: true });
  await writeFiles(directory, Object.fromEntries(Object.entries(rules).map(([name, text]) => [`${name}.yaml`, text])));
  return directory;
};

/** Replays files by rules, all decisions and differences told. */
export const replayFiles = ({ files, rules, against, plan, options }: ReplayCase): Promise<Replayed> =>
  withTemporaryDirectory(async (directory) => {
    const paths = await writeFiles(join(directory), files);
    let events: ReplayEvent['told'][] = [];
    const openEvents = () => {
      events = [];
      return (more: readonly ReplayEvent[]) => void events.push(...more.map(({ told }) => told));
    };
    const outcome = await replayRecords(await fileRuns(paths, directory), {
      plan: {
        rules: await loadRules(await writeRules(join(directory, 'rules'), rules)),
        ...(against && { against: await loadRules(await writeRules(join(directory, 'against'), against)) }),
        ...{ tellDecisions: true, tellDifferences: Number.POSITIVE_INFINITY, movedWithinMs: 3_600_000, top: 10 },
        ...plan,
      },
      ...{ jobs: 2, temporary: directory, onProgress: () => undefined, openEvents },
      signal: new AbortController().signal,
      ...options,
    });
    return { ...outcome, events };
  });

/** The ids of the decisions that were told, in their order. */
export const decisionIds = ({ events }: Pick<Replayed, 'events'>): readonly string[] =>
  events.flatMap((told) => (told.type === 'decision' ? [told.decision.decisionId] : []));
