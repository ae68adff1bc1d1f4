import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { CommandStatus } from '@signalbox/contracts';
import { dueShardOf } from '@signalbox/lambda-kit';
import type { Command, Origin } from '../command.ts';
import { dueAt } from '../transition.ts';

export type Attributes = Record<string, AttributeValue>;

const writeOrigin = (origin: Origin): Attributes =>
  origin.kind === 'operator'
    ? { requestedBy: { S: origin.requestedBy } }
    : { decisionId: { S: origin.decisionId }, rule: { S: origin.rule }, decisionReason: { S: origin.reason } };

const readOrigin = ({ decisionId, rule, decisionReason, requestedBy }: Attributes): Origin =>
  decisionId?.S
    ? { kind: 'decision', decisionId: decisionId.S, rule: rule?.S ?? '', reason: decisionReason?.S ?? '' }
    : { kind: 'operator', requestedBy: requestedBy?.S ?? '' };

/**
 * A command as an item: the README of this service describes it, for others read it too. `dueShard` and `dueAt` are there only
 * while the sweeper must look at the command: their index is sparse.
 */
export const toAttributes = (command: Command): Attributes => {
  const due = dueAt(command);
  return {
    commandId: { S: command.commandId },
    fleet: { S: command.fleet },
    deviceId: { S: command.deviceId },
    name: { S: command.name },
    parameters: { S: JSON.stringify(command.parameters) },
    status: { S: command.status },
    createdAt: { N: String(command.createdAt) },
    updatedAt: { N: String(command.updatedAt) },
    expiresAt: { N: String(command.expiresAt) },
    version: { N: String(command.version) },
    history: { S: JSON.stringify(command.history) },
    ...writeOrigin(command.origin),
    ...(command.response && { response: { S: JSON.stringify(command.response) } }),
    ...(due === undefined ? {} : { dueShard: { S: dueShardOf(command.commandId) }, dueAt: { N: String(due) } }),
  };
};

export const fromAttributes = (attributes: Attributes): Command => {
  const text = (name: string): string => attributes[name]?.S ?? '';
  const number = (name: string): number => Number(attributes[name]?.N);
  const response = attributes['response']?.S;
  return {
    commandId: text('commandId'),
    fleet: text('fleet'),
    deviceId: text('deviceId'),
    name: text('name'),
    parameters: JSON.parse(text('parameters')),
    status: text('status') as CommandStatus,
    createdAt: number('createdAt'),
    updatedAt: number('updatedAt'),
    expiresAt: number('expiresAt'),
    version: number('version'),
    history: JSON.parse(text('history')),
    origin: readOrigin(attributes),
    ...(response !== undefined && { response: JSON.parse(response) }),
  };
};
