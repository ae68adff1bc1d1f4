import { randomBytes } from 'node:crypto';
import type { CancelQueryRequest, QueryRequest } from '@aws-sdk/client-timestream-query';
import type { Clock } from '../../kernel/clock.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { Catalog } from '../catalog.ts';
import { validationError } from '../errors.ts';
import type { ColumnStore } from '../store/column-store.ts';
import type { Ledger } from '../store/ledger.ts';
import type { WriteBuffer } from '../store/write-buffer.ts';
import { createConstraints } from '../write/constraints.ts';
import { type OpenQuery, openQuery } from './open-query.ts';
import { createRelations, prepareTables } from './relation.ts';
import { tokenize } from './tokenize.ts';
import { translate } from './translate.ts';

const maxQueryBytes = 262_144;
const mostRowsOfPage = 100_000;
/** Queries with pages left that are kept open; the oldest is given up for a new one. */
const mostOpenQueries = 16;

interface HeldQuery {
  readonly query: OpenQuery;
  readonly text: string;
  readonly page: number;
}

const newQueryId = (): string =>
  [...randomBytes(56)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(byte % 32)).join('');

const readToken = (token: string): { queryId: string; page: number } => {
  const [queryId = '', page = ''] = Buffer.from(token, 'base64url').toString().split(':');
  return { queryId, page: Number(page) };
};

/** Query and CancelQuery. A query sees everything that was acknowledged before it. */
export const queryOperations = (
  catalog: Catalog,
  ledger: Ledger,
  store: ColumnStore,
  buffer: WriteBuffer,
  clock: Clock,
): Readonly<Record<string, Operation>> => {
  const held = new Map<string, HeldQuery>();
  const relations = createRelations(catalog, ledger.schemas);

  const begin = async (text: string): Promise<OpenQuery> => {
    const used = new Set<number>();
    const now = clock.now();
    const sql = translate(tokenize(text), { text, now, relation: relations(used, now) });
    await buffer.flush();
    await buffer.alone(() => prepareTables(store, ledger.schemas, used));
    return openQuery(await store.connect(), sql);
  };

  const hold = (queryId: string, entry: HeldQuery) => {
    held.delete(queryId);
    held.set(queryId, entry);
    const [oldest] = held.keys();
    if (held.size <= mostOpenQueries || oldest === undefined) return;
    held.get(oldest)?.query.cancel();
    held.delete(oldest);
  };

  const answer = async (queryId: string, text: string, query: OpenQuery, page: number, maxRows: number) => {
    const { rows, isLast } = await query.readPage(maxRows);
    if (isLast) held.delete(queryId);
    else hold(queryId, { query, text, page: page + 1 });
    return {
      QueryId: queryId,
      ...(isLast ? {} : { NextToken: Buffer.from(`${queryId}:${page + 1}`).toString('base64url') }),
      Rows: rows,
      ColumnInfo: query.columns,
      QueryStatus: { ProgressPercentage: 100 },
    };
  };

  const resume = (token: string, text: string, maxRows: number) => {
    const { queryId, page } = readToken(token);
    const entry = held.get(queryId);
    if (entry === undefined || entry.page !== page || entry.text !== text) {
      throw validationError('The pagination token is invalid or has expired.');
    }
    return answer(queryId, text, entry.query, page, maxRows);
  };

  const run = async ({ QueryString: text = '', NextToken, MaxRows }: QueryRequest) => {
    const check = createConstraints();
    check.length(text, 'queryString', 1, maxQueryBytes);
    check.between(MaxRows, 'maxRows', 1, 1000);
    check.hold();
    const maxRows = MaxRows ?? mostRowsOfPage;
    if (NextToken !== undefined) return resume(NextToken, text, maxRows);
    return answer(newQueryId(), text, await begin(text), 0, maxRows);
  };

  const cancel = ({ QueryId = '' }: CancelQueryRequest) => {
    const entry = held.get(QueryId);
    if (entry === undefined) throw validationError(`The query ${QueryId} does not exist or has ended.`);
    entry.query.cancel();
    held.delete(QueryId);
    return { CancellationMessage: `The query ${QueryId} was cancelled.` };
  };

  return {
    // A client token makes a repeated request one; a query changes nothing, so it is so already.
    Query: operation(['QueryString', 'ClientToken', 'NextToken', 'MaxRows'], run),
    CancelQuery: operation(['QueryId'], cancel),
  };
};
