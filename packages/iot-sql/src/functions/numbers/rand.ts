import { fromDouble } from '../../values/doubles.ts';
import type { SqlFunction } from '../sql-function.ts';

/** A pseudorandom double from 0.0 up to 1.0. */
export const rand: SqlFunction = {
  name: 'rand',
  arity: [0, 0],
  compile: ({ context }) => {
    return () => fromDouble(context.random.number());
  },
};
