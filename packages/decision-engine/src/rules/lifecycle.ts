export { onOperation } from './lifecycle-operation.ts';
export { onReading } from './lifecycle-reading.ts';
export {
  type AlarmStatus,
  type Lifecycle,
  type LifecycleOutcome,
  type LifecycleState,
  statusOf,
} from './lifecycle-state.ts';
export { onTimer } from './lifecycle-timer.ts';
