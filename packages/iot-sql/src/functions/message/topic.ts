import { toIndex } from '../../values/integers.ts';
import type { SqlFunction } from '../sql-function.ts';

/** `topic()` is the topic, `topic(n)` its n-th level, 1-based; both without the prefix of Basic Ingest. */
export const topic: SqlFunction = {
  name: 'topic',
  arity: [0, 1],
  compile: ({ args: [level] }) => {
    if (level === undefined) return (message) => message.topic;
    return (message) => {
      const position = toIndex(level(message));
      return position === undefined ? undefined : message.topicLevels[position - 1];
    };
  },
};
