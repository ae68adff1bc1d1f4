import { commandIdSchema, deviceIdSchema, fleetSchema } from './schemas/identifiers.ts';
import { topic } from './topic.ts';

const device = { fleet: fleetSchema.pattern, deviceId: deviceIdSchema.pattern };
const command = { ...device, commandId: commandIdSchema.pattern };

/** A device reports. */
export const telemetryTopic = topic('dt/{fleet}/{deviceId}/telemetry', device);

/** The cloud asks. */
export const commandRequestTopic = topic('cmd/{fleet}/{deviceId}/request/{commandId}', command);

/** The device answers. */
export const commandResponseTopic = topic('cmd/{fleet}/{deviceId}/response/{commandId}', command);

/**
 * The same message through Basic Ingest: it reaches only that topic rule, costs no message, and no subscriber sees it.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html
 */
export const basicIngestTopic = (ruleName: string, messageTopic: string): string =>
  `$aws/rules/${ruleName}/${messageTopic}`;
