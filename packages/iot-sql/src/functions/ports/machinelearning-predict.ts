import { outputJson } from '../../values/output-json.ts';
import { setKey } from '../../values/set-key.ts';
import { isObject, type SqlObject } from '../../values/sql-value.ts';
import type { SqlFunction } from '../sql-function.ts';
import { readAnswer } from './port-answer.ts';
import { requirePort } from './require-port.ts';

/** `machinelearning_predict(modelId, roleArn, record)`: the prediction for a record, whose inner objects are sent as JSON texts. */
export const machinelearningPredict: SqlFunction = {
  name: 'machinelearning_predict',
  arity: [3, 3],
  compile: ({ node, args: [model, role, data], context }) => {
    const port = requirePort('machinelearning_predict', context, node);
    const name = 'machinelearning_predict';
    return (message) => {
      const modelId = model?.(message);
      const roleArn = role?.(message);
      const value = data?.(message);
      if (typeof modelId !== 'string' || typeof roleArn !== 'string' || !isObject(value)) return undefined;
      const request = { modelId, roleArn, record: outputJson(flatten(value), context.version) };
      return readAnswer(
        name,
        context.session.ask(name, request, () => port(request)),
      );
    };
  },
};

function flatten(record: SqlObject): SqlObject {
  const flat: SqlObject = {};
  for (const [key, value] of Object.entries(record)) {
    setKey(flat, key, Array.isArray(value) || isObject(value) ? outputJson(value, '2016-03-23') : value);
  }
  return flat;
}
