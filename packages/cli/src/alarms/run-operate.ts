import type { AlarmOperation } from '@signalbox/contracts';
import type { Console } from '../output/console.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import { checkRule } from './check-rule.ts';
import { putRecord } from './put-record.ts';

export interface OperateOptions extends TargetOptions {
  readonly device: string;
  readonly rule: string;
  readonly fleet: string;
  readonly note?: string;
  /** Of SNOOZE: for so long, ms. */
  readonly for?: number;
  readonly json?: boolean;
}

/**
 * `alarms acknowledge`, `snooze`, …: puts the operation on the stream, where it counts from its place on. Whether the alarm takes
 * it depends on the state that it has there, so that is not said here; that there is such a rule is.
 * @throws Problem `not-found`: no such rule
 */
export const operate = async (operation: AlarmOperation, options: OperateOptions, console: Console): Promise<void> => {
  const { device: deviceId, rule, fleet, note, for: snoozeMs } = options;
  await checkRule(resolveTarget(options, process.env), rule);
  const put = await putRecord(options, (stamp) => ({
    ...{ type: 'alarm', fleet, deviceId, ...stamp, rule, operation },
    ...(note === undefined ? {} : { note }),
    ...(snoozeMs === undefined ? {} : { snoozeMs }),
  }));
  if (options.json) return console.line(JSON.stringify(put));
  console.line(`${operation} of ${rule} for ${fleet}/${deviceId} is on the stream`);
  console.note(`\`signalbox alarms list --device ${deviceId} --all\` shows what comes of it`);
};
