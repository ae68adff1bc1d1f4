import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { clientSettings } from './client-settings.ts';
import type { CloudProcess } from './cloud-process.ts';
import { openQueue } from './queue.ts';

/** What a user would do to see every decision: a rule on the bus with a queue behind it. */
export interface DecisionEvents {
  /** Ids of all decisions that the bus delivered so far, each once. */
  ids(): Promise<ReadonlySet<string>>;
  close(): void;
}

/** Begins to collect decision events of the stage `local`. */
export const collectDecisionEvents = async (cloud: CloudProcess): Promise<DecisionEvents> => {
  const events = new EventBridgeClient(clientSettings(cloud));
  const queue = await openQueue(cloud, 'e2e-decisions', 'events.amazonaws.com');
  const rule = { Name: 'e2e-decisions', EventBusName: 'signalbox-local' };
  await events.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: ['signalbox.decisions'] }) }));
  await events.send(
    new PutTargetsCommand({
      ...{ Rule: rule.Name, EventBusName: rule.EventBusName, Targets: [{ Id: 'queue', Arn: queue.arn }] },
    }),
  );
  const seen = new Set<string>();
  return {
    ids: async () => {
      for (const body of await queue.take()) seen.add(JSON.parse(body).detail.decisionId);
      return seen;
    },
    close: () => {
      queue.close();
      events.destroy();
    },
  };
};
