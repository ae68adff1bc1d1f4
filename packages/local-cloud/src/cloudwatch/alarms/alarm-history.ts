import type { DatabaseSync } from 'node:sqlite';

export type HistoryItemType = 'ConfigurationUpdate' | 'StateUpdate' | 'Action';

export interface HistoryItem {
  readonly id: number;
  readonly alarmName: string;
  /** Epoch ms. */
  readonly timestamp: number;
  readonly type: HistoryItemType;
  readonly summary: string;
  readonly data: string;
}

/** What happened to alarms, kept for 30 days, as CloudWatch does. */
export interface AlarmHistory {
  add(alarmName: string, timestamp: number, type: HistoryItemType, summary: string, data: object): void;
  /** Newest first. */
  all(): readonly HistoryItem[];
}

const keptMs = 30 * 86_400_000;

export const openAlarmHistory = (database: DatabaseSync): AlarmHistory => {
  database.exec(
    'CREATE TABLE IF NOT EXISTS history (id INTEGER PRIMARY KEY AUTOINCREMENT, alarmName TEXT, timestamp INTEGER, type TEXT, summary TEXT, data TEXT)',
  );
  const insert = database.prepare(
    'INSERT INTO history (alarmName, timestamp, type, summary, data) VALUES (?, ?, ?, ?, ?)',
  );
  const expire = database.prepare('DELETE FROM history WHERE timestamp < ?');
  const select = database.prepare('SELECT * FROM history ORDER BY id DESC');
  return {
    add: (alarmName, timestamp, type, summary, data) => {
      insert.run(alarmName, timestamp, type, summary, JSON.stringify(data));
      expire.run(timestamp - keptMs);
    },
    all: () => select.all() as unknown as HistoryItem[],
  };
};
