import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../kernel/transaction.ts';

export interface StoredEvent {
  readonly id: number;
  readonly streamName: string;
  /** Epoch ms. */
  readonly timestamp: number;
  /** Epoch ms. */
  readonly ingestedAt: number;
  readonly message: string;
}

export interface StoredStream {
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly firstEvent: number | null;
  readonly lastEvent: number | null;
  readonly lastIngestion: number | null;
}

export interface NewEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** Where a page of events begins or ends: events of one time stand in the order in which they came. */
export interface EventPosition {
  readonly timestamp: number;
  readonly id: number;
}

export interface EventRange {
  readonly groupId: number;
  /** All streams of the group if absent. */
  readonly streams?: readonly string[];
  /** Epoch ms, inclusive. */
  readonly from: number;
  /** Epoch ms, exclusive. */
  readonly to: number;
  readonly limit: number;
  readonly after?: EventPosition;
  readonly before?: EventPosition;
  /** Newest first; the events themselves are always given oldest first. */
  readonly fromEnd?: boolean;
}

/** Log events on disk. Writes are gathered and committed some times a second, or when somebody reads or asks for it. */
export interface EventStore {
  hasStream(groupId: number, name: string): boolean;
  addStream(groupId: number, name: string, createdAt: number): void;
  append(groupId: number, stream: string, events: readonly NewEvent[], now: number): void;
  /** Puts what was appended on disk. */
  flush(): void;
  read(range: EventRange): readonly StoredEvent[];
  streams(groupId: number): readonly StoredStream[];
  bytes(groupId: number): number;
  dropBefore(groupId: number, timestamp: number): void;
  dropStream(groupId: number, name: string): void;
  dropGroup(groupId: number): void;
}

const schema = `
CREATE TABLE IF NOT EXISTS streams (id INTEGER PRIMARY KEY, groupId INTEGER, name TEXT, createdAt INTEGER, UNIQUE (groupId, name));
CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, groupId INTEGER, streamId INTEGER, timestamp INTEGER, ingestedAt INTEGER, message TEXT);
CREATE INDEX IF NOT EXISTS by_group ON events (groupId, timestamp);
CREATE INDEX IF NOT EXISTS by_stream ON events (streamId, timestamp);`;

const flushEveryMs = 100;
const mostPending = 5000;

type Row = readonly [groupId: number, streamId: number, timestamp: number, ingestedAt: number, message: string];

const prepare = (database: DatabaseSync) => ({
  insert: database.prepare(
    'INSERT INTO events (groupId, streamId, timestamp, ingestedAt, message) VALUES (?, ?, ?, ?, ?)',
  ),
  addStream: database.prepare('INSERT INTO streams (groupId, name, createdAt) VALUES (?, ?, ?)'),
  findStream: database.prepare('SELECT id FROM streams WHERE groupId = ? AND name = ?'),
  streams: database.prepare(`SELECT name, createdAt,
    (SELECT MIN(timestamp) FROM events WHERE streamId = streams.id) AS firstEvent,
    (SELECT MAX(timestamp) FROM events WHERE streamId = streams.id) AS lastEvent,
    (SELECT MAX(ingestedAt) FROM events WHERE streamId = streams.id) AS lastIngestion
    FROM streams WHERE groupId = ? ORDER BY name`),
  // 26 bytes an event is what CloudWatch Logs itself adds.
  bytes: database.prepare(
    'SELECT COALESCE(SUM(LENGTH(CAST(message AS BLOB)) + 26), 0) AS bytes FROM events WHERE groupId = ?',
  ),
  dropBefore: database.prepare('DELETE FROM events WHERE groupId = ? AND timestamp < ?'),
  dropEvents: database.prepare('DELETE FROM events WHERE streamId = ?'),
  dropStream: database.prepare('DELETE FROM streams WHERE id = ?'),
  dropGroupEvents: database.prepare('DELETE FROM events WHERE groupId = ?'),
  dropGroupStreams: database.prepare('DELETE FROM streams WHERE groupId = ?'),
});

const readQuery = (range: EventRange, streamIds: readonly number[] | undefined) => {
  const isEmpty = streamIds?.length === 0;
  const clauses = [
    streamIds === undefined ? 'events.groupId = ?' : `events.streamId IN (${streamIds.join(',')})`,
    'timestamp >= ? AND timestamp < ?',
    ...(range.after === undefined ? [] : ['(timestamp, events.id) > (?, ?)']),
    ...(range.before === undefined ? [] : ['(timestamp, events.id) < (?, ?)']),
    ...(isEmpty ? ['0'] : []),
  ];
  const order = range.fromEnd === true ? 'DESC' : 'ASC';
  const sql = `SELECT events.id, streams.name AS streamName, timestamp, ingestedAt, message
    FROM events JOIN streams ON streams.id = events.streamId
    WHERE ${clauses.join(' AND ')} ORDER BY timestamp ${order}, events.id ${order} LIMIT ?`;
  const values = [
    ...(streamIds === undefined ? [range.groupId] : []),
    range.from,
    range.to,
    ...[range.after, range.before].flatMap((at) => (at === undefined ? [] : [at.timestamp, at.id])),
    range.limit,
  ];
  return { sql, values };
};

export const createEventStore = (database: DatabaseSync): EventStore => {
  database.exec(schema);
  const sql = prepare(database);
  const streamIds = new Map<string, number>();
  let pending: Row[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (pending.length === 0) return;
    const rows = pending;
    pending = [];
    inTransaction(database, () => {
      for (const row of rows) sql.insert.run(...row);
    });
  };

  const streamId = (groupId: number, name: string): number | undefined => {
    const key = `${groupId}\n${name}`;
    const known = streamIds.get(key) ?? (sql.findStream.get(groupId, name) as { id: number } | undefined)?.id;
    if (known !== undefined) streamIds.set(key, known);
    return known;
  };

  return {
    hasStream: (groupId, name) => streamId(groupId, name) !== undefined,
    addStream: (groupId, name, createdAt) => void sql.addStream.run(groupId, name, createdAt),
    append: (groupId, stream, events, now) => {
      const id = streamId(groupId, stream);
      if (id === undefined) throw new Error(`no log stream ${stream}`);
      for (const { timestamp, message } of events) pending.push([groupId, id, timestamp, now, message]);
      if (pending.length >= mostPending) flush();
      else timer ??= setTimeout(flush, flushEveryMs).unref();
    },
    flush,
    read: (range) => {
      flush();
      const ids = range.streams?.flatMap((name) => streamId(range.groupId, name) ?? []);
      const query = readQuery(range, ids);
      const events = database.prepare(query.sql).all(...query.values) as unknown as StoredEvent[];
      return range.fromEnd === true ? events.reverse() : events;
    },
    streams: (groupId) => {
      flush();
      return sql.streams.all(groupId) as unknown as StoredStream[];
    },
    bytes: (groupId) => {
      flush();
      return (sql.bytes.get(groupId) as { bytes: number }).bytes;
    },
    dropBefore: (groupId, timestamp) => void sql.dropBefore.run(groupId, timestamp),
    dropStream: (groupId, name) => {
      flush();
      const id = streamId(groupId, name);
      streamIds.delete(`${groupId}\n${name}`);
      if (id === undefined) return;
      sql.dropEvents.run(id);
      sql.dropStream.run(id);
    },
    dropGroup: (groupId) => {
      flush();
      streamIds.clear();
      sql.dropGroupEvents.run(groupId);
      sql.dropGroupStreams.run(groupId);
    },
  };
};
