import validateBacklog from '../generated/telemetry-backlog.js';
import validateReading from '../generated/telemetry-reading.js';
import { contract, union } from './contract.ts';
import {
  type TelemetryBacklog,
  type TelemetryMessage,
  type TelemetryReading,
  telemetryBacklogSchema,
  telemetryReadingSchema,
  telemetrySchema,
} from './schemas/telemetry.ts';
import { telemetryTopic } from './topics.ts';

const reading = contract<TelemetryReading>('TelemetryReading', telemetryReadingSchema, validateReading);
const backlog = contract<TelemetryBacklog>('TelemetryBacklog', telemetryBacklogSchema, validateBacklog);

/** What a device publishes: one reading, or `readings` gathered while it was offline. */
export const telemetryMessage = {
  ...union<TelemetryMessage>('Telemetry', telemetrySchema, (value) => ('readings' in value ? backlog : reading)),
  topic: telemetryTopic,
};
