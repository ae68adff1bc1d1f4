import { clientid } from './clientid.ts';
import { encode } from './encode.ts';
import type { SqlFunction } from './sql-function.ts';
import { timestamp } from './timestamp.ts';
import { topic } from './topic.ts';

export const FUNCTIONS: ReadonlyMap<string, SqlFunction> = new Map(
  [clientid, encode, timestamp, topic].map((definition) => [definition.name, definition]),
);
