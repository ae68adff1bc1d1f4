import { EvaluationFailure } from '../../evaluation-failure.ts';
import { outputJson } from '../../values/output-json.ts';
import { setKey } from '../../values/set-key.ts';
import { isObject, type SqlObject, type SqlValue } from '../../values/sql-value.ts';
import type { SqlFunction } from '../sql-function.ts';

const MAX_BYTES = 128 * 1024;

/**
 * `transform('enrichArray', object, array)`: every object of the array with the object's attributes besides its own. Any other mode,
 * or an argument of another type, is Undefined. A nested query over an object stands for what it selects. At most 128 KiB.
 */
export const transform: SqlFunction = {
  name: 'transform',
  arity: [3, 3],
  since2016: true,
  compile: ({ node: { args }, context }) => {
    const [mode, object, array] = args;
    if (mode?.kind !== 'literal' || mode.value !== 'enrichArray' || !object || !array) return () => undefined;
    const attributes = context.compileUnwrapped(object);
    const elements = context.compileUnwrapped(array);
    return (message) => enrich(attributes(message), elements(message));
  },
};

/** @throws EvaluationFailure TOO_LARGE */
function enrich(attributes: SqlValue, elements: SqlValue): SqlValue {
  if (!isObject(attributes) || !Array.isArray(elements)) return undefined;
  const result: SqlValue[] = [];
  for (const element of elements) {
    if (!isObject(element)) return undefined;
    result.push(merge(element, attributes));
  }
  if (Buffer.byteLength(outputJson(result, '2016-03-23')) > MAX_BYTES) {
    throw new EvaluationFailure('TOO_LARGE', 'transform() gives at most 128 KiB');
  }
  return result;
}

function merge(first: SqlObject, second: SqlObject): SqlObject {
  const result: SqlObject = {};
  for (const source of [first, second]) {
    for (const key of Object.keys(source)) setKey(result, key, source[key]);
  }
  return result;
}
