import type { SqlFunction } from '../sql-function.ts';
import { readAnswer } from './port-answer.ts';
import { stringArguments } from './port-arguments.ts';
import { requirePort } from './require-port.ts';

/** `get_thing_shadow(thingName[, shadowName], roleArn)`: the shadow document. */
export const getThingShadow: SqlFunction = {
  name: 'get_thing_shadow',
  arity: [2, 3],
  since2016: true,
  compile: ({ node, args, context }) => {
    const port = requirePort('get_thing_shadow', context, node);
    return (message) => {
      const texts = stringArguments(args, message);
      const [thingName, second, third] = texts ?? [];
      if (thingName === undefined || second === undefined) return undefined;
      const request =
        third === undefined ? { thingName, roleArn: second } : { thingName, shadowName: second, roleArn: third };
      return readAnswer(
        'get_thing_shadow',
        context.session.ask('get_thing_shadow', request, () => port(request)),
      );
    };
  },
};
