import type { SqlPorts } from '@signalbox/iot-sql';
import type { CloudContext } from '../../../kernel/context.ts';
import { ActionError } from '../actions/action.ts';

const BUDGET_MS = 2000;

/**
 * Invokes synchronously, 2,000 ms at most: functions run at the machine's pace, so these are its milliseconds. The function's resource
 * policy must admit AWS IoT for the rule.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html#iot-func-aws-lambda
 */
export function awsLambda({ clock, services }: CloudContext, ruleArn: string): NonNullable<SqlPorts['aws_lambda']> {
  const caller = { principal: 'iot.amazonaws.com', sourceArn: ruleArn };
  return async ({ functionArn, payload }) => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = clock.after(BUDGET_MS * clock.speed, () => {
      reject(new ActionError(`${functionArn} did not answer within ${BUDGET_MS} ms`));
    });
    try {
      const invocation = services.lambda.invoke(functionArn, Buffer.from(payload), 'RequestResponse', caller);
      const { functionError, payload: answer } = await Promise.race([invocation, late]);
      if (functionError === undefined) return answer;
      throw new ActionError(`${functionArn} failed (${functionError}): ${Buffer.from(answer).toString()}`);
    } finally {
      clock.clear(timer);
    }
  };
}
