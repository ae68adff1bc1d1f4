import {
  type CommandDecision,
  type CommandRequested,
  commandRequestedEvent,
  decisionEvent,
  type EventContract,
} from '@signalbox/contracts';
import type { NewCommand } from './command.ts';

/** How long a command may still begin when whoever asks for it does not say. */
const defaultLifetimeMs = 5 * 60_000;

export type RequestRefusal = 'NOT_JSON' | 'UNKNOWN_EVENT' | 'INVALID_SHAPE';

export type ParsedRequest =
  | { readonly ok: true; readonly command: NewCommand }
  | { readonly ok: false; readonly reason: RequestRefusal; readonly detail: string };

/** Derives the id of a decision's command: the same decision, however often it is said, is one command. */
export type DeriveCommandId = (decisionId: string) => string;

const refuse = (reason: RequestRefusal, detail: string): ParsedRequest => ({ ok: false, reason, detail });

const ofDecision = (decision: CommandDecision, deriveCommandId: DeriveCommandId): NewCommand => {
  const { decisionId, rule, reason, fleet, deviceId, decidedAt, command } = decision;
  return {
    commandId: deriveCommandId(decisionId),
    ...{ fleet, deviceId, name: command.name, parameters: command.parameters },
    expiresAt: decidedAt + (command.expiresInMs ?? defaultLifetimeMs),
    origin: { kind: 'decision', decisionId, rule, reason },
  };
};

const ofOperator = (request: CommandRequested): NewCommand => {
  const { commandId, fleet, deviceId, name, parameters, requestedBy, requestedAt, expiresInMs } = request;
  return {
    ...{ commandId, fleet, deviceId, name, parameters },
    expiresAt: requestedAt + (expiresInMs ?? defaultLifetimeMs),
    origin: { kind: 'operator', requestedBy },
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads an event of the bus, as its rules put it on the queue, as the command it asks for.
 * Its shape: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export const parseCommandRequest = (body: string, deriveCommandId: DeriveCommandId): ParsedRequest => {
  const event = parseJson(body);
  if (typeof event !== 'object' || event === null) return refuse('NOT_JSON', 'the message is no JSON object');
  const { source, 'detail-type': detailType, detail } = event as Readonly<Record<string, unknown>>;
  const is = (contract: EventContract<unknown>) => source === contract.source && detailType === contract.detailType;
  const take = <T>({ check }: EventContract<T>, read: (value: T) => NewCommand): ParsedRequest => {
    const checked = check(detail);
    return checked.ok ? { ok: true, command: read(checked.value) } : refuse('INVALID_SHAPE', checked.detail);
  };
  if (is(decisionEvent)) return take(decisionEvent, (decision) => ofDecision(decision, deriveCommandId));
  if (is(commandRequestedEvent)) return take(commandRequestedEvent, ofOperator);
  return refuse('UNKNOWN_EVENT', `source ${JSON.stringify(source)}, detail-type ${JSON.stringify(detailType)}`);
};
