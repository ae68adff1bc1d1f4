import type { Parsed } from '@signalbox/contracts';

/** A device's answer as the topic rule put it on the queue. */
export interface ResponseMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** Epoch ms. */
  readonly receivedAt: number;
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads what `SELECT encode(*, 'base64') AS payload, topic() AS topic, clientid() AS clientId, timestamp() AS receivedAt`
 * gives. Refuses with INVALID_RECORD: then it is none of the rule's.
 */
export const parseResponseMessage = (body: string): Parsed<ResponseMessage> => {
  const { topic, payload, receivedAt } = (parseJson(body) ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof topic === 'string' && typeof payload === 'string' && typeof receivedAt === 'number') {
    return { ok: true, value: { topic, payload: Buffer.from(payload, 'base64'), receivedAt } };
  }
  return { ok: false, rejection: { reason: 'INVALID_RECORD', detail: 'the message is none of the topic rule' } };
};
