import { outputJson } from '../../values/output-json.ts';
import type { SqlFunction } from '../sql-function.ts';
import { readAnswer } from './port-answer.ts';
import { requirePort } from './require-port.ts';

/** `aws_lambda(functionArn, input)`: what the function returned for the input. */
export const awsLambda: SqlFunction = {
  name: 'aws_lambda',
  arity: [2, 2],
  compile: ({ node, args: [arn, input], context }) => {
    const port = requirePort('aws_lambda', context, node);
    const { session, version } = context;
    return (message) => {
      const functionArn = arn?.(message);
      const value = input?.(message);
      if (typeof functionArn !== 'string' || value === undefined) return undefined;
      const request = { functionArn, payload: outputJson(value, version) };
      return readAnswer(
        'aws_lambda',
        session.ask('aws_lambda', request, () => port(request)),
      );
    };
  },
};
