import type { DatabaseSync } from 'node:sqlite';
import { onceATurn } from '../kernel/once-a-turn.ts';
import { inTransaction } from '../kernel/transaction.ts';
import { type Message, type MessageContent, newMessage } from './message.ts';

/** The messages of all queues on disk. What is noted in one turn of the event loop is written in one transaction. */
export interface MessageLog {
  load(queue: string): readonly Message[];
  put(queue: string, message: Message): void;
  /** Notes that a message was received or its visibility changed. */
  update(queue: string, message: Message): void;
  remove(queue: string, message: Message): void;
  drop(queue: string): void;
  /** Resolves when everything noted so far is on disk (kill -9 safe). */
  written(): Promise<void>;
}

interface Note {
  readonly kind: 'put' | 'update' | 'remove';
  readonly queue: string;
  readonly message: Message;
}

const schema = `CREATE TABLE IF NOT EXISTS messages (
  queue TEXT, place INTEGER, content TEXT, receive_count INTEGER, first_received_at INTEGER, visible_at INTEGER, receipt TEXT,
  PRIMARY KEY (queue, place)
) WITHOUT ROWID`;

const fromRow = (row: Record<string, unknown>): Message => ({
  ...newMessage(JSON.parse(String(row['content'])) as MessageContent, Number(row['place']), Number(row['visible_at'])),
  receiveCount: Number(row['receive_count']),
  firstReceivedAt: Number(row['first_received_at']),
  receipt: String(row['receipt']),
});

/** A put that is still on its way stays a put, and one that is removed before it was written leaves nothing to write. */
const merged = (earlier: Note | undefined, note: Note): Note | undefined => {
  if (earlier?.kind !== 'put') return note;
  return note.kind === 'remove' ? undefined : earlier;
};

export const openMessageLog = (database: DatabaseSync): MessageLog => {
  database.exec(schema);
  const load = database.prepare('SELECT * FROM messages WHERE queue = ? ORDER BY place');
  const put = database.prepare('INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)');
  const update = database.prepare(
    'UPDATE messages SET receive_count = ?, first_received_at = ?, visible_at = ?, receipt = ? WHERE queue = ? AND place = ?',
  );
  const remove = database.prepare('DELETE FROM messages WHERE queue = ? AND place = ?');
  const drop = database.prepare('DELETE FROM messages WHERE queue = ?');
  let notes = new Map<string, Note>();

  const write = ({ kind, queue, message }: Note): void => {
    const { place, content, receiveCount, firstReceivedAt, visibleAt, receipt } = message;
    if (kind === 'put')
      put.run(queue, place, JSON.stringify(content), receiveCount, firstReceivedAt, visibleAt, receipt);
    else if (kind === 'update') update.run(receiveCount, firstReceivedAt, visibleAt, receipt, queue, place);
    else remove.run(queue, place);
  };

  const commit = onceATurn(() => {
    const batch = notes;
    notes = new Map();
    inTransaction(database, () => {
      for (const each of batch.values()) write(each);
    });
  });

  const written = (): Promise<void> => (notes.size === 0 ? Promise.resolve() : commit());

  const note = (kind: Note['kind']) => (queue: string, message: Message) => {
    const key = `${queue}/${message.place}`;
    const next = merged(notes.get(key), { kind, queue, message });
    if (next === undefined) notes.delete(key);
    else notes.set(key, next);
  };

  return {
    load: (queue) => load.all(queue).map((row) => fromRow(row)),
    put: note('put'),
    update: note('update'),
    remove: note('remove'),
    drop: (queue) => {
      for (const [key, each] of notes) if (each.queue === queue) notes.delete(key);
      drop.run(queue);
    },
    written,
  };
};
