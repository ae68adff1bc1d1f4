import { type CommandRequest, commandRequest } from '@signalbox/contracts';

/** How a device carries out one kind of command. */
export interface CommandHandler {
  /** Why these parameters cannot be obeyed, for people; undefined if they can. The command is then never begun. */
  readonly refuse?: (parameters: CommandRequest['parameters']) => string | undefined;
  /** Does it. What it returns is the command's `result`; what it throws makes the command FAILED, with the message as reason. */
  readonly run: (request: CommandRequest) => unknown;
}

export type CommandHandlers = Readonly<Record<string, CommandHandler>>;

/** A request that may be begun, or why it may not. */
export type Judged =
  | { readonly request: CommandRequest; readonly handler: CommandHandler }
  | { readonly rejected: string };

const readRequest = (payload: Buffer): ReturnType<typeof commandRequest.check> => {
  try {
    return commandRequest.check(JSON.parse(payload.toString()));
  } catch {
    return { ok: false, detail: 'the request is not JSON' };
  }
};

/** Decides over a request that arrived on the topic of `commandId` at `nowMs` (epoch ms). */
export const judgeRequest = (
  commandId: string,
  payload: Buffer,
  { handlers, nowMs }: { readonly handlers: CommandHandlers; readonly nowMs: number },
): Judged => {
  const read = readRequest(payload);
  if (!read.ok) return { rejected: read.detail };
  const request = read.value;
  if (request.commandId !== commandId) {
    return { rejected: `the request says command ${request.commandId}, its topic ${commandId}` };
  }
  if (request.expiresAt <= nowMs) return { rejected: `expired at ${new Date(request.expiresAt).toISOString()}` };
  const handler = Object.hasOwn(handlers, request.name) ? handlers[request.name] : undefined;
  if (handler === undefined) return { rejected: `the device knows no command ${request.name}` };
  const refusal = handler.refuse?.(request.parameters);
  return refusal === undefined ? { request, handler } : { rejected: refusal };
};
