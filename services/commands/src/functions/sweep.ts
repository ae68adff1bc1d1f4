import { isFinal } from '@signalbox/contracts';
import { errorMessage, lambdaHandler, lazy, text } from '@signalbox/lambda-kit';
import { type CommandItems, commandStore } from '../adapters/command-store.ts';
import type { DevicePublisher, DueIndex } from '../ports.ts';
import { sweep } from '../sweep.ts';

/** Time that is kept for the commands at hand and for ending properly. */
const reserveMs = 10_000;

/** Runs each minute: sends what was not sent, ends what is over. Takes no notice of its event. */
export const handler = lambdaHandler({
  environment: { COMMANDS_TABLE: text() },
  wire: ({ environment, log, counts, clock, reads, writes }) => {
    const tableName = environment.COMMANDS_TABLE;
    const dueIndex = lazy(async () => {
      const { dynamoDueIndex } = await import('../adapters/dynamo-due-index.ts');
      return dynamoDueIndex({ tableName });
    });
    // Most sweeps find nothing due and need no more than the index.
    const commands = lazy(async () => {
      const { dynamoCommandItems } = await import('../adapters/dynamo-command-items.ts');
      return dynamoCommandItems({ tableName });
    });
    const broker = lazy(async () => {
      const { iotPublisher } = await import('../adapters/iot-publisher.ts');
      return iotPublisher();
    });
    const dueBy: DueIndex['dueBy'] = async (until) => (await dueIndex()).dueBy(until);
    const getItem: CommandItems['getItem'] = async (commandId) => (await commands()).getItem(commandId);
    const putItem: CommandItems['putItem'] = async (item) => (await commands()).putItem(item);
    const publish: DevicePublisher['publish'] = async (publication) => (await broker()).publish(publication);
    const guarded = writes({ putItem, publish });
    const found = reads({ dueBy, getItem });
    const store = commandStore({ getItem: found.getItem, putItem: guarded.putItem });
    const ports = { now: clock, index: found, store, publisher: guarded };

    return async (_event: unknown, { getRemainingTimeInMillis }): Promise<void> => {
      const { taken, failed, postponed } = await sweep({
        ...ports,
        goOn: () => getRemainingTimeInMillis() > reserveMs,
      });
      counts.add('CommandsSent', taken.filter((status) => status === 'SENT').length);
      for (const status of taken.filter(isFinal)) counts.add('CommandsFinal', 1, { status });
      counts.add('SweepFailed', failed.length);
      counts.add('SweepPostponed', postponed);
      for (const { commandId, error } of failed) {
        log.child({ commandId }).error('a command could not be swept', { reason: errorMessage(error) });
      }
    };
  },
});
