import { alarmRecordSchema, snoozeSaysHowLong } from '../src/schemas/alarm-record.ts';
import {
  archivedAlarmSchema,
  archivedSettingsSchema,
  archivedTelemetrySchema,
  archivedTickSchema,
  archivedUnreadableSchema,
} from '../src/schemas/archive-line.ts';
import { commandRequestedSchema, commandRequestSchema, commandResponseSchema } from '../src/schemas/command.ts';
import { actionDecisionSchema, commandDecisionSchema, notificationDecisionSchema } from '../src/schemas/decision.ts';
import { deviceTypeSchema } from '../src/schemas/device-type.ts';
import { quarantinedMessageSchema, quarantinedRecordSchema } from '../src/schemas/quarantine-record.ts';
import { settingsRecordSchema } from '../src/schemas/settings-record.ts';
import { telemetryRecordSchema, tickRecordSchema } from '../src/schemas/stream-record.ts';
import { telemetryBacklogSchema, telemetryReadingSchema } from '../src/schemas/telemetry.ts';

/** Every schema that gets a validator, by the name of the generated file. */
export const contractSchemas: Readonly<Record<string, object>> = {
  'telemetry-reading': telemetryReadingSchema,
  'telemetry-backlog': telemetryBacklogSchema,
  'telemetry-record': telemetryRecordSchema,
  'tick-record': tickRecordSchema,
  'settings-record': settingsRecordSchema,
  'alarm-record': { ...alarmRecordSchema, ...snoozeSaysHowLong },
  'archived-telemetry': archivedTelemetrySchema,
  'archived-tick': archivedTickSchema,
  'archived-settings': archivedSettingsSchema,
  'archived-alarm': { ...archivedAlarmSchema, ...snoozeSaysHowLong },
  'archived-unreadable': archivedUnreadableSchema,
  'command-decision': commandDecisionSchema,
  'notification-decision': notificationDecisionSchema,
  'action-decision': actionDecisionSchema,
  'command-requested': commandRequestedSchema,
  'command-request': commandRequestSchema,
  'command-response': commandResponseSchema,
  'quarantined-message': quarantinedMessageSchema,
  'quarantined-record': quarantinedRecordSchema,
  'device-type': deviceTypeSchema,
};
