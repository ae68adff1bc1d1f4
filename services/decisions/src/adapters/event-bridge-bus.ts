import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type Decision, eventOfDecision } from '@signalbox/contracts';
import { clientSettings } from '@signalbox/lambda-kit';
import type { DecisionBus, Delivery } from '../ports.ts';
import { chunks } from './chunks.ts';
import { allRefused, deliveryOf } from './delivery.ts';

export interface EventBridgeBusOptions {
  /** Default: one of its own. */
  readonly client?: EventBridgeClient;
  readonly busName: string;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const entriesPerCall = 10;

/** Decision events on the bus. A call may take some entries and refuse others: each has its own answer. */
export const eventBridgeBus = ({
  client = new EventBridgeClient(clientSettings),
  busName,
}: EventBridgeBusOptions): DecisionBus => {
  const put = async (decisions: readonly Decision[]): Promise<Delivery[]> => {
    const Entries = decisions.map((decision) => {
      const { source, detailType } = eventOfDecision(decision);
      return { EventBusName: busName, Source: source, DetailType: detailType, Detail: JSON.stringify(decision) };
    });
    try {
      const answer = await client.send(new PutEventsCommand({ Entries }));
      return decisions.map((_, index) => {
        const { EventId, ErrorCode } = answer.Entries?.[index] ?? {};
        return deliveryOf(EventId, ErrorCode);
      });
    } catch (error) {
      return allRefused(decisions, error);
    }
  };

  return {
    emit: async (decisions) => {
      const deliveries: Delivery[] = [];
      // One call after the other: the bus promises no order, but there is no need to lose it here.
      for (const chunk of chunks(decisions, entriesPerCall)) deliveries.push(...(await put(chunk)));
      return deliveries;
    },
  };
};
