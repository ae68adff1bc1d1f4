export { archiveLine, recordOfArchiveLine } from './archive-line.ts';
export { type ArrivedRecord, archiveLineOf } from './archive-line-of.ts';
export { checkMetrics, type Metrics, type MetricValue } from './check-metrics.ts';
export { commandRequest } from './command-request.ts';
export { commandRequestedEvent } from './command-requested-event.ts';
export { commandResponse } from './command-response.ts';
export {
  type CommandStatus,
  commandStatuses,
  finalByDevice,
  finalByUs,
  isFinal,
  isFinalByDevice,
  isFinalByUs,
  mayFollow,
  statusesBefore,
} from './command-status.ts';
export type { Checked, Contract } from './contract.ts';
export { decisionSource, detailTypeOf } from './decision-detail-type.ts';
export { decisionEvent, detectorActionEvent, notificationEvent } from './decision-event.ts';
export { causeText, decisionId } from './decision-id.ts';
export { deviceTypeOf, deviceTypes } from './device-types.ts';
export type { EventContract } from './event-contract.ts';
export {
  compareSequenceNumbers,
  hourPrefix,
  type ObjectKind,
  type ObjectRange,
  objectKey,
  parseObjectKey,
} from './object-key.ts';
export { type DeviceResponse, parseCommandResponse } from './parse-command-response.ts';
export { FUTURE_TOLERANCE_MS, type Reading } from './parse-reading.ts';
export { parseStreamRecord } from './parse-stream-record.ts';
export { MAX_PAYLOAD_BYTES, parseTelemetry, type Telemetry, type TelemetryLimits } from './parse-telemetry.ts';
export { parseTime } from './parse-time.ts';
export { partitionKeyOf } from './partition-key.ts';
export { parseQuarantineId, type QuarantineIdParts, quarantineId } from './quarantine-id.ts';
export { quarantineRecord } from './quarantine-record.ts';
export type { Parsed, Rejection } from './rejection.ts';
export { replayEntry, type StreamEntry } from './replay-record.ts';
export { type AlarmOperation, type AlarmRecord, alarmOperations } from './schemas/alarm-record.ts';
export type {
  ArchivedAlarm,
  ArchivedSettings,
  ArchivedTelemetry,
  ArchivedTick,
  ArchivedUnreadable,
  ArchiveLine,
} from './schemas/archive-line.ts';
export type { CommandRequest, CommandRequested, CommandResponse } from './schemas/command.ts';
export {
  type ActionDecision,
  type CommandDecision,
  type DecidedCommand,
  type Decision,
  type DecisionCause,
  type Notification,
  type NotificationDecision,
  type Severity,
  severities,
} from './schemas/decision.ts';
export type { DetectorAction } from './schemas/detector-action.ts';
export { type DeviceType, deviceTypeSchema, type Metric } from './schemas/device-type.ts';
export {
  commandIdSchema,
  commandNameSchema,
  commandParametersSchema,
  deviceIdSchema,
  epochMsSchema,
  fleetSchema,
  ruleNameSchema,
} from './schemas/identifiers.ts';
export {
  type QuarantinedMessage,
  type QuarantinedRecord,
  type QuarantineRecord,
  type ReasonCode,
  reasonCodes,
} from './schemas/quarantine-record.ts';
export { type SettingsRecord, settingNameSchema } from './schemas/settings-record.ts';
export type { Replay, StreamRecord, TelemetryRecord, TickRecord } from './schemas/stream-record.ts';
export {
  MAX_READINGS,
  type TelemetryBacklog,
  type TelemetryMessage,
  type TelemetryReading,
} from './schemas/telemetry.ts';
export { isTelemetry, partitionKeyOfRecord, streamRecord } from './stream-record.ts';
export { telemetryMessage } from './telemetry.ts';
export { InvalidTopicParameter, type Topic, type TopicParameters } from './topic.ts';
export { basicIngestTopic, commandRequestTopic, commandResponseTopic, telemetryTopic } from './topics.ts';
export type { SchemaError, Validator } from './validator.ts';
