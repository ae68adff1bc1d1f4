import type { ActionKind } from './action.ts';
import { field, text } from './field.ts';

/** Invokes asynchronously: https://docs.aws.amazon.com/iot/latest/developerguide/lambda-rule-action.html */
export const lambda: ActionKind = {
  type: 'lambda',
  label: 'LambdaAction',
  accepts: ['functionArn'],
  requires: ['functionArn'],
  compile: (parameters, context) => {
    const { cloud, ruleArn } = context;
    const functionArn = field(parameters, 'functionArn', context);
    const caller = { principal: 'iot.amazonaws.com', sourceArn: ruleArn };
    return {
      resource: text(parameters, 'functionArn'),
      run: async (event) => {
        await cloud.services.lambda.invoke(functionArn(event), event.output, 'Event', caller);
      },
    };
  },
};
