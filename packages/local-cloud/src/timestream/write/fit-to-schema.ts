import type { TableRecord } from '../catalog.ts';
import type { Column } from '../store/column.ts';
import type { Schemas } from '../store/schemas.ts';
import type { ReadRecord } from './read-record.ts';
import { Refusal } from './refusal.ts';

/** Source: https://docs.aws.amazon.com/timestream/latest/developerguide/ts-limits.html */
const maxDimensions = 128;
const maxMeasureNames = 8192;
const maxMultiColumns = 1024;

const countOf = (columns: Iterable<Column>, kind: Column['kind']): number => {
  let count = 0;
  for (const column of columns) if (column.kind === kind && !column.name.includes('::')) count += 1;
  return count;
};

const checkPartitionKey = ({ partitionKey }: TableRecord, record: ReadRecord): void => {
  if (partitionKey.Type !== 'DIMENSION' || partitionKey.EnforcementInRecord !== 'REQUIRED') return;
  if (record.dimensions.some(([name]) => name === partitionKey.Name)) return;
  throw new Refusal(`The record lacks the dimension ${partitionKey.Name}, which the table's partition key requires.`);
};

/** All that is refused is refused before anything new is noted. */
const refuseMisfits = (schemas: Schemas, table: TableRecord, record: ReadRecord): void => {
  const { columns, measureTypes } = schemas.of(table.id);
  checkPartitionKey(table, record);
  const knownType = measureTypes.get(record.measureName);
  if (knownType !== undefined && knownType !== record.type) {
    throw new Refusal(`The measure ${record.measureName} has the type ${knownType} in this table, not ${record.type}.`);
  }
  if (knownType === undefined && measureTypes.size >= maxMeasureNames) {
    throw new Refusal(`The table has ${maxMeasureNames} measure names already.`);
  }
  const own = new Set(record.dimensions.map(([name]) => name));
  for (const { column, type } of record.measures) {
    const known = columns.get(column);
    if (own.has(column) || known?.kind === 'dimension') {
      throw new Refusal(`The name ${column} is that of a dimension and cannot be that of a measure.`);
    }
    if (known !== undefined && known.type !== type) {
      throw new Refusal(`The measure ${column} has the type ${known.type} in this table, not ${type}.`);
    }
  }
  for (const [name] of record.dimensions) {
    if (columns.get(name)?.kind === 'measure') {
      throw new Refusal(`The name ${name} is that of a measure and cannot be that of a dimension.`);
    }
  }
  const newDimensions = record.dimensions.filter(([name]) => !columns.has(name)).length;
  if (newDimensions > 0 && countOf(columns.values(), 'dimension') + newDimensions > maxDimensions) {
    throw new Refusal(`The table has ${maxDimensions} dimensions already.`);
  }
  const newMeasures = record.type === 'MULTI' ? record.measures.filter(({ column }) => !columns.has(column)).length : 0;
  if (newMeasures > 0 && countOf(columns.values(), 'measure') + newMeasures > maxMultiColumns) {
    throw new Refusal(`The table has ${maxMultiColumns} measures of multi-measure records already.`);
  }
};

/**
 * Finds the columns of a record, adding those that are new to the table.
 * @returns physical names by name
 * @throws Refusal if a type or a limit of the table is against it
 */
export const fitToSchema = (schemas: Schemas, table: TableRecord, record: ReadRecord): ReadonlyMap<string, string> => {
  refuseMisfits(schemas, table, record);
  const { columns, measureTypes } = schemas.of(table.id);
  if (!measureTypes.has(record.measureName)) schemas.addMeasure(table.id, record.measureName, record.type);
  const physical = new Map<string, string>();
  for (const [name] of record.dimensions) {
    physical.set(name, (columns.get(name) ?? schemas.addColumn(table.id, name, 'dimension', 'VARCHAR')).physical);
  }
  for (const { column, type } of record.measures) {
    physical.set(column, (columns.get(column) ?? schemas.addColumn(table.id, column, 'measure', type)).physical);
  }
  return physical;
};
