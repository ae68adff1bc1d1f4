import { type CommandRequest, type CommandResponse, commandRequestTopic } from '@signalbox/contracts';
import { type CommandHandlers, judgeRequest } from './command-handler.ts';

/**
 * What a device has answered, by command id, so that a request that is delivered again is answered again and not carried out again.
 * A device that must hold this over a restart gives one that is on disk.
 */
export interface CommandMemory {
  get(commandId: string): CommandResponse | undefined;
  set(commandId: string, response: CommandResponse): void;
}

/** Remembers the last `capacity` commands of this run. */
export const createCommandMemory = (capacity = 1_000): CommandMemory => {
  const answers = new Map<string, CommandResponse>();
  return {
    get: (commandId) => answers.get(commandId),
    set: (commandId, response) => {
      answers.delete(commandId);
      answers.set(commandId, response);
      const [oldest] = answers.keys();
      if (answers.size > capacity && oldest !== undefined) answers.delete(oldest);
    },
  };
};

export interface CommandDeskOptions {
  readonly handlers: CommandHandlers;
  readonly memory: CommandMemory;
  /** Epoch ms. */
  readonly now: () => number;
  readonly answer: (commandId: string, response: CommandResponse) => void;
}

/** Takes requests in and sees to it that each is answered: REJECTED, or IN_PROGRESS and then SUCCEEDED or FAILED. */
export interface CommandDesk {
  /** A topic that is no request of this device is none of its business and is ignored. */
  receive(topic: string, payload: Buffer): void;
  /** Nothing that was begun is still running. */
  readonly isIdle: boolean;
}

const longestReason = 1_024;

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, longestReason);

const carryOut = async (
  run: (request: CommandRequest) => unknown,
  request: CommandRequest,
): Promise<CommandResponse> => {
  try {
    const result = await run(request);
    return result === undefined ? { status: 'SUCCEEDED' } : { status: 'SUCCEEDED', result };
  } catch (error) {
    return { status: 'FAILED', reason: messageOf(error) };
  }
};

export const createCommandDesk = ({ handlers, memory, now, answer }: CommandDeskOptions): CommandDesk => {
  let running = 0;
  const say = (commandId: string, response: CommandResponse): void => {
    memory.set(commandId, response);
    answer(commandId, response);
  };
  const begin = async (commandId: string, payload: Buffer): Promise<void> => {
    const judged = judgeRequest(commandId, payload, { handlers, nowMs: now() });
    if ('rejected' in judged) {
      return say(commandId, { status: 'REJECTED', reason: judged.rejected.slice(0, longestReason) });
    }
    running += 1;
    say(commandId, { status: 'IN_PROGRESS' });
    say(commandId, await carryOut(judged.handler.run, judged.request));
    running -= 1;
  };
  return {
    receive: (topic, payload) => {
      const commandId = commandRequestTopic.parse(topic)?.commandId;
      if (commandId === undefined) return;
      const known = memory.get(commandId);
      if (known === undefined) void begin(commandId, payload);
      else answer(commandId, known);
    },
    get isIdle() {
      return running === 0;
    },
  };
};
