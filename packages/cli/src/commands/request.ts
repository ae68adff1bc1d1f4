import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type CommandRequested, commandRequestedEvent } from '@signalbox/contracts';
import { namesOf } from '../names.ts';
import { Problem } from '../problem.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';

/**
 * Puts an operator's request for a command on the bus.
 * @throws Problem `usage` if it breaks the contract, `refused-by-aws` if the bus did not take it
 */
export const requestCommand = async (target: Target, request: CommandRequested): Promise<void> => {
  const checked = commandRequestedEvent.check(request);
  if (!checked.ok) throw new Problem('usage', `this is no command: ${checked.detail}`);
  const client = guarded((settings) => new EventBridgeClient(settings), target);
  const entry = {
    EventBusName: namesOf(target.stage).eventBus,
    Source: commandRequestedEvent.source,
    DetailType: commandRequestedEvent.detailType,
    Detail: JSON.stringify(request),
  };
  const { Entries: [result] = [] } = await client.send(new PutEventsCommand({ Entries: [entry] }));
  client.destroy();
  if (result?.EventId === undefined) {
    throw new Problem('refused-by-aws', `the bus did not take it: ${result?.ErrorCode}: ${result?.ErrorMessage}`);
  }
};
