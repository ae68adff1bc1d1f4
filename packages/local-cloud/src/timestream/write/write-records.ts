import type { RejectedRecord, WriteRecordsRequest } from '@aws-sdk/client-timestream-write';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Catalog, TableRecord } from '../catalog.ts';
import type { Cell, Row } from '../store/column.ts';
import type { Ledger } from '../store/ledger.ts';
import type { WriteBuffer } from '../store/write-buffer.ts';
import { checkWrite } from './check-write.ts';
import { fitToSchema } from './fit-to-schema.ts';
import { mergeRecord } from './merge-record.ts';
import { type ReadRecord, readRecord } from './read-record.ts';
import { Refusal } from './refusal.ts';
import { type Placement, placeInTime } from './time-window.ts';

export interface WriteResult {
  readonly RecordsIngested: { readonly Total: number; readonly MemoryStore: number; readonly MagneticStore: number };
}

interface Accepted {
  readonly rows: Row[];
  readonly rejected: RejectedRecord[];
  readonly places: Record<Placement, number>;
}

/**
 * A record of the same identity was accepted before. The same values again are no conflict, whatever the version, and a higher
 * version is then remembered; other values need a higher version.
 * @returns whether the record's values are to be stored
 * @throws Refusal
 */
const settle = (ledger: Ledger, tableId: number, record: ReadRecord): { store: boolean; replaces: boolean } => {
  const known = ledger.claim(tableId, record, record);
  if (known === undefined) return { store: true, replaces: false };
  const isSame = known.value === record.value;
  if (record.version > known.version) {
    ledger.replace(tableId, record, record);
    return { store: !isSame, replaces: true };
  }
  if (isSame) return { store: false, replaces: false };
  throw new Refusal(
    record.version === known.version
      ? 'A record already exists with the same time, dimensions, measure name, and record version. A higher record version must be specified in order to update the measure value. Specifying record version is supported by the latest SDKs.'
      : `The record version ${record.version} is lower than the existing version ${known.version}. A higher version is required to update the measure value.`,
    known.version,
  );
};

const cellsOf = (record: ReadRecord, physical: ReadonlyMap<string, string>): Record<string, Cell> => {
  const cells: Record<string, Cell> = {};
  for (const [name, value] of record.dimensions) cells[physical.get(name) ?? ''] = value;
  for (const { column, cell } of record.measures) cells[physical.get(column) ?? ''] = cell;
  return cells;
};

/** WriteRecords: resolves when a kill -9 would lose none of the accepted records. @throws AwsError RejectedRecordsException, … */
export const createWriteRecords = (catalog: Catalog, ledger: Ledger, buffer: WriteBuffer, clock: Clock) => {
  const accept = (table: TableRecord, record: ReadRecord, into: Accepted) => {
    const placement = placeInTime(table, record.time, clock.now());
    const physical = fitToSchema(ledger.schemas, table, record);
    const { store, replaces } = settle(ledger, table.id, record);
    into.places[placement] += 1;
    if (!store) return;
    const { time, key, measureName } = record;
    into.rows.push({ time, key, measureName, replaces, cells: cellsOf(record, physical) });
  };

  const acceptAll = (table: TableRecord, input: WriteRecordsRequest): Accepted => {
    const accepted: Accepted = { rows: [], rejected: [], places: { memory: 0, magnetic: 0 } };
    for (const [RecordIndex, given] of (input.Records ?? []).entries()) {
      try {
        accept(table, readRecord(mergeRecord(given, input.CommonAttributes)), accepted);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { message: Reason, existingVersion } = error;
        const ExistingVersion = existingVersion === undefined ? {} : { ExistingVersion: Number(existingVersion) };
        accepted.rejected.push({ RecordIndex, Reason, ...ExistingVersion });
      }
    }
    return accepted;
  };

  const commit = (table: TableRecord, input: WriteRecordsRequest): Accepted => {
    try {
      let seq: number | undefined;
      const accepted = ledger.transaction(() => {
        const all = acceptAll(table, input);
        if (all.rows.length > 0) seq = ledger.append(table.id, all.rows);
        return all;
      });
      if (seq !== undefined) buffer.add(table.id, accepted.rows, seq);
      return accepted;
    } catch (error) {
      ledger.schemas.reload(table.id);
      throw error;
    }
  };

  return async (input: WriteRecordsRequest): Promise<WriteResult> => {
    checkWrite(input);
    const table = catalog.table(input.DatabaseName ?? '', input.TableName ?? '');
    await buffer.room();
    const { rejected, places } = commit(table, input);
    if (rejected.length > 0) {
      throw new AwsError(
        'RejectedRecordsException',
        'One or more records have been rejected. See RejectedRecords for details.',
        { status: 419, members: { RejectedRecords: rejected } },
      );
    }
    const { memory, magnetic } = places;
    return { RecordsIngested: { Total: memory + magnetic, MemoryStore: memory, MagneticStore: magnetic } };
  };
};
