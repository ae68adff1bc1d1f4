import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type Decision, decisionSource, detailTypeOf } from '@signalbox/contracts';
import { clientSettings } from '@signalbox/lambda-kit';
import type { DecisionBus, Delivery } from '../ports.ts';
import { chunksByWeight } from './chunks.ts';
import { allRefused, deliveryOf } from './delivery.ts';

export interface EventBridgeBusOptions {
  /** Default: one of its own. */
  readonly client?: EventBridgeClient;
  readonly busName: string;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const entriesPerCall = 10;

/** Of all entries of a call: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
const bytesPerCall = 256 * 1024 - 1;

const entryOf = (busName: string, decision: Decision) => ({
  EventBusName: busName,
  Source: decisionSource,
  DetailType: detailTypeOf(decision),
  Detail: JSON.stringify(decision),
});

type Entry = ReturnType<typeof entryOf>;

const entryBytes = ({ Detail, DetailType, Source }: Entry): number =>
  [Detail, DetailType, Source].reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/** The bus, with the two steps of saying decisions apart: a probe is told the very events. */
export interface EventBridgeBus extends DecisionBus {
  readonly eventsOf: (decisions: readonly Decision[]) => readonly Entry[];
  readonly putEvents: (events: readonly Entry[]) => Promise<Delivery[]>;
}

/** Decision events on the bus. A call may take some entries and refuse others: each has its own answer. */
export const eventBridgeBus = ({
  client = new EventBridgeClient(clientSettings),
  busName,
}: EventBridgeBusOptions): EventBridgeBus => {
  const put = async (Entries: Entry[]): Promise<Delivery[]> => {
    try {
      const answer = await client.send(new PutEventsCommand({ Entries }));
      return Entries.map((_, index) => {
        const { EventId, ErrorCode } = answer.Entries?.[index] ?? {};
        return deliveryOf(EventId, ErrorCode);
      });
    } catch (error) {
      return allRefused(Entries, error);
    }
  };

  const eventsOf: EventBridgeBus['eventsOf'] = (decisions) => decisions.map((decision) => entryOf(busName, decision));
  const putEvents: EventBridgeBus['putEvents'] = async (events) => {
    const deliveries: Delivery[] = [];
    // One call after the other: the bus promises no order, but there is no need to lose it here.
    for (const chunk of chunksByWeight(events, entriesPerCall, bytesPerCall, entryBytes))
      deliveries.push(...(await put(chunk)));
    return deliveries;
  };
  return { eventsOf, putEvents, emit: async (decisions) => putEvents(eventsOf(decisions)) };
};
