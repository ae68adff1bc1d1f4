import { archivedTelemetrySchema, archivedTickSchema, archivedUnreadableSchema } from '../src/schemas/archive-line.ts';
import { commandRequestedSchema, commandRequestSchema, commandResponseSchema } from '../src/schemas/command.ts';
import { decisionSchema } from '../src/schemas/decision.ts';
import { deviceTypeSchema } from '../src/schemas/device-type.ts';
import { quarantinedMessageSchema, quarantinedRecordSchema } from '../src/schemas/quarantine-record.ts';
import { telemetryRecordSchema, tickRecordSchema } from '../src/schemas/stream-record.ts';
import { telemetryBacklogSchema, telemetryReadingSchema } from '../src/schemas/telemetry.ts';

/** Every schema that gets a validator, by the name of the generated file. */
export const contractSchemas: Readonly<Record<string, object>> = {
  'telemetry-reading': telemetryReadingSchema,
  'telemetry-backlog': telemetryBacklogSchema,
  'telemetry-record': telemetryRecordSchema,
  'tick-record': tickRecordSchema,
  'archived-telemetry': archivedTelemetrySchema,
  'archived-tick': archivedTickSchema,
  'archived-unreadable': archivedUnreadableSchema,
  decision: decisionSchema,
  'command-requested': commandRequestedSchema,
  'command-request': commandRequestSchema,
  'command-response': commandResponseSchema,
  'quarantined-message': quarantinedMessageSchema,
  'quarantined-record': quarantinedRecordSchema,
  'device-type': deviceTypeSchema,
};
