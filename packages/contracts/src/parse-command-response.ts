import { commandResponse } from './command-response.ts';
import { parseJson } from './parse-json.ts';
import { accept, type Parsed, reject } from './rejection.ts';
import type { CommandResponse } from './schemas/command.ts';
import { commandResponseTopic } from './topics.ts';

/** What a device said of a command, and which. */
export interface DeviceResponse extends CommandResponse {
  readonly fleet: string;
  readonly deviceId: string;
  readonly commandId: string;
}

/** Reads a device's answer. Refuses with INVALID_TOPIC, EMPTY_PAYLOAD, NOT_JSON or INVALID_SHAPE. */
export const parseCommandResponse = (topic: string, payload: Uint8Array): Parsed<DeviceResponse> => {
  const command = commandResponseTopic.parse(topic);
  if (!command) return reject('INVALID_TOPIC', `${topic} is not ${commandResponseTopic.template}`);
  if (payload.length === 0) return reject('EMPTY_PAYLOAD', 'the response has no payload');
  const json = parseJson(payload);
  if (!json.ok) return json;
  const checked = commandResponse.check(json.value);
  return checked.ok ? accept({ ...checked.value, ...command }) : reject('INVALID_SHAPE', checked.detail);
};
