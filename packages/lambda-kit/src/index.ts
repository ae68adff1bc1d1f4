export { settleBounded } from './bounded.ts';
export { clientSettings } from './client-settings.ts';
export { type CountDimensions, type Counts, METRICS_NAMESPACE } from './counts.ts';
export { dueShardOf, dueShards } from './due-shard.ts';
export {
  type Environment,
  EnvironmentError,
  integer,
  oneOf,
  optional,
  parseEnvironment,
  text,
  type Variable,
  type Variables,
} from './environment.ts';
export { errorMessage, PermanentError, TransientError } from './errors.ts';
export { type FunctionDefinition, lambdaHandler, type Process, type Wiring } from './lambda-handler.ts';
export { lazy } from './lazy.ts';
export type { Log, LogKeys } from './log.ts';
export {
  isProbe,
  type Measured,
  type ProbeAnswer,
  type ProbeAnswers,
  type ProbedCall,
  type ProbeEvent,
  probedEvent,
} from './probe.ts';
export { type DeviceBatches, ItemFailed, oneByOne, processByDevice } from './process-by-device.ts';
export { type MessageBatches, processMessages } from './process-messages.ts';
export { allowWrites, type GuardWrites, refuseWrites } from './refuse-writes.ts';
export { isTransientSdkError, sdkError } from './sdk-error.ts';
export { batchResponse, byPartitionKey, type StreamItem, streamItems } from './stream-items.ts';
