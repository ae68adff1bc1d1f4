import { errorMessage } from '@signalbox/lambda-kit';
import type { Subject } from '../identify.ts';
import type { Functions } from '../ports.ts';
import type { Finding, Progress } from '../progress.ts';
import { type AskBoth, askBoth, Findings } from './ask-both.ts';
import { type AskedRecord, askedRecordOf } from './asked-record.ts';
import { batchesOf } from './batches.ts';
import { chooseRecords } from './choose-records.ts';
import type { IngestionPorts } from './ingestion-ports.ts';
import { judgeRecords } from './judge-records.ts';

/** Of the recent ones, and of the golden set. */
const mostRecords = 1000;
const mostGolden = 5000;

/** Recent records, then golden ones, in batches: if time is short, what devices report now counts more. */
const gather = async ({ golden, recent }: IngestionPorts, progress: Progress): Promise<AskedRecord[][]> => {
  const { lines, notes } = await recent().catch((error: unknown) => ({
    lines: [],
    notes: [`recent records could not be read, so only the golden set counts: ${errorMessage(error)}`],
  }));
  const chosen = chooseRecords(lines.map(askedRecordOf), mostRecords);
  const kept = golden.slice(0, mostGolden).map(askedRecordOf);
  progress.notes.push(
    ...notes,
    `${kept.length} records of the golden set, ${chosen.length} of ${lines.length} recent ones`,
  );
  return [...batchesOf(chosen), ...batchesOf(kept)];
};

const askAll = async (both: AskBoth, batches: readonly AskedRecord[][], findings: Findings): Promise<void> => {
  const { signal } = both;
  const late = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const asking = (async () => {
    for (const batch of batches) await askBoth(both, batch, findings);
  })();
  await Promise.race([asking, late]);
};

const storesOf = ({ environment }: { readonly environment: Readonly<Record<string, string>> }): boolean =>
  environment['TELEMETRY_STORE'] !== 'none';

const tell = (
  { expected }: IngestionPorts,
  { differences, problems, readings, records, unasked }: Findings,
  asked: number,
  progress: Progress,
): Finding => {
  const { notes } = progress;
  if (records === 0 && problems.length === 0) {
    const why = unasked[0];
    const line = why === undefined ? 'nothing could be compared in the time there is' : `not compared: ${why}`;
    return { ok: why !== undefined, lines: [line] };
  }
  if (records < asked) notes.push(`only ${records} of ${asked} records were compared`);
  if (unasked.length > 0) notes.push(`what runs has no answer to some of them: ${unasked[0]}`);
  const verdict = judgeRecords(differences, readings, expected);
  for (const { change, deviceType, fleet } of verdict.unseen) {
    notes.push(
      `declared and not seen: readings of ${[deviceType, fleet].filter(Boolean).join(' in ')} that are ${change}`,
    );
  }
  return {
    ok: verdict.ok && problems.length === 0,
    lines: [
      ...problems.slice(0, 10),
      ...verdict.lines,
      `${records} records compared: of ${readings} readings ${differences.length} differ`,
    ],
  };
};

/**
 * Holds what a new version of an ingestion makes of records (which it stores, how, and what it refuses them for) against what the
 * current one does: over the golden set and recent records, as they came. Only what is declared may differ. Neither writes anything.
 */
export const checkIngestion = async (
  ports: () => Promise<IngestionPorts>,
  functions: Pick<Functions, 'invoke'>,
  { current, deployment: { shift }, target }: Subject,
  progress: Progress,
): Promise<void> => {
  const { currentVersion } = shift;
  if (current === undefined || currentVersion === undefined) {
    progress.notes.push('records are not compared: there is no version before this one');
    return;
  }
  await progress.check('records: both versions make the same of them', async () => {
    const given = await ports();
    const batches = await gather(given, progress);
    const stores = storesOf(current) && storesOf(target);
    if (!stores) progress.notes.push('there is no store: only what is refused is compared');
    const findings = new Findings();
    const signal = AbortSignal.timeout(given.timeLimitMs);
    await askAll({ functions, shift: { ...shift, currentVersion }, stores, signal }, batches, findings);
    return tell(given, findings, batches.flat().length, progress);
  });
};
