import type { DatabaseSync } from 'node:sqlite';
import type { Target } from '@aws-sdk/client-eventbridge';
import { inTransaction } from '../../kernel/transaction.ts';
import type { EventEnvelope } from '../event.ts';

/** One event on its way to one target. */
export interface Delivery {
  readonly ruleArn: string;
  readonly ruleName: string;
  readonly bus: string;
  readonly target: Target;
  readonly event: EventEnvelope;
  /** What the target is sent. */
  readonly input: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** The event came from another bus; it is not sent on to a third. */
  readonly isForwarded: boolean;
}

export interface QueuedDelivery {
  readonly id: number;
  readonly attempts: number;
  readonly delivery: Delivery;
}

export interface ScheduleEntry {
  readonly ruleKey: string;
  readonly expression: string;
  /** Epoch ms. */
  readonly nextAt: number;
}

/** Deliveries that are not done and the next firing of each schedule, in SQLite: committed before they are acknowledged. */
export interface DeliveryQueue {
  /** Adds deliveries, and moves schedules on, in one transaction. */
  add(deliveries: readonly Delivery[], dueAt: number, fired?: readonly ScheduleEntry[]): void;
  due(nowMs: number, limit: number): readonly QueuedDelivery[];
  /** When the next delivery after those that are due now becomes due. */
  nextDueAt(nowMs: number): number | undefined;
  retryAt(id: number, dueAt: number): void;
  done(id: number): void;
  schedules(): readonly ScheduleEntry[];
  setSchedule(entry: ScheduleEntry): void;
  dropSchedule(ruleKey: string): void;
}

export const openDeliveryQueue = (database: DatabaseSync): DeliveryQueue => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS deliveries (id INTEGER PRIMARY KEY AUTOINCREMENT, dueAt INTEGER, attempts INTEGER, delivery TEXT);
    CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (dueAt);
    CREATE TABLE IF NOT EXISTS schedules (ruleKey TEXT PRIMARY KEY, expression TEXT, nextAt INTEGER);
  `);
  const insert = database.prepare('INSERT INTO deliveries (dueAt, attempts, delivery) VALUES (?, 0, ?)');
  const select = database.prepare(
    'SELECT id, attempts, delivery FROM deliveries WHERE dueAt <= ? ORDER BY dueAt, id LIMIT ?',
  );
  const next = database.prepare('SELECT min(dueAt) AS dueAt FROM deliveries WHERE dueAt > ?');
  const postpone = database.prepare('UPDATE deliveries SET dueAt = ?, attempts = attempts + 1 WHERE id = ?');
  const remove = database.prepare('DELETE FROM deliveries WHERE id = ?');
  const allSchedules = database.prepare('SELECT ruleKey, expression, nextAt FROM schedules');
  const putSchedule = database.prepare('INSERT OR REPLACE INTO schedules VALUES (?, ?, ?)');
  const removeSchedule = database.prepare('DELETE FROM schedules WHERE ruleKey = ?');
  const setSchedule = ({ ruleKey, expression, nextAt }: ScheduleEntry) =>
    void putSchedule.run(ruleKey, expression, nextAt);
  return {
    add: (deliveries, dueAt, fired = []) => {
      if (deliveries.length === 0 && fired.length === 0) return;
      inTransaction(database, () => {
        for (const delivery of deliveries) insert.run(dueAt, JSON.stringify(delivery));
        for (const entry of fired) setSchedule(entry);
      });
    },
    due: (nowMs, limit) =>
      (select.all(nowMs, limit) as { id: number; attempts: number; delivery: string }[]).map((row) => ({
        ...row,
        delivery: JSON.parse(row.delivery) as Delivery,
      })),
    nextDueAt: (nowMs) => (next.get(nowMs) as { dueAt: number | null }).dueAt ?? undefined,
    retryAt: (id, dueAt) => void postpone.run(dueAt, id),
    done: (id) => void remove.run(id),
    schedules: () => allSchedules.all() as unknown as ScheduleEntry[],
    setSchedule,
    dropSchedule: (key) => void removeSchedule.run(key),
  };
};
