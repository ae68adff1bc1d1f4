import type { DecidedCommand, DetectorAction, Notification, Reading, Severity } from '@signalbox/contracts';
import type { Json, Scalar } from './json.ts';
import type { OperationRecord, TelemetryRecord } from './record.ts';
import type { SetMember } from './rule-set.ts';
import type { Watching } from './watch.ts';

/** What a machine remembers of a device: plain JSON, bounded in size. */
export interface MachineState {
  readonly kind: SetMember['kind'];
  /** When each running timer is due, epoch ms. */
  readonly timers?: Readonly<Record<string, number>>;
  readonly [more: string]: Json | undefined;
}

/** What a machine is told. The core has taken the timer out of the machine's state before it says that it fired. */
export type Trigger =
  | { readonly type: 'reading'; readonly record: TelemetryRecord; readonly reading: Reading }
  | { readonly type: 'timer'; readonly timer: string; readonly dueAt: number }
  | { readonly type: 'operation'; readonly record: OperationRecord };

export interface MachineContext {
  /** The device's clock, epoch ms; when a timer fires, when it was due. */
  readonly now: number;
  readonly fleet: string;
  readonly deviceId: string;
  /** Of the device. */
  readonly settings: Readonly<Record<string, Scalar>>;
}

/** What a machine wants done: one decision each. `reason` is for people and is cut at 512 characters. */
export type Effect = {
  readonly reason: string;
  readonly severity?: Severity;
  /** Of the alarm, after. */
  readonly status?: string;
} & (
  | { readonly command: DecidedCommand }
  | { readonly notification: Notification }
  | { readonly action: DetectorAction }
);

export interface MachineOutcome {
  /** The very object that was passed in: nothing changed. Undefined: there is nothing to remember. */
  readonly state: MachineState | undefined;
  readonly effects: readonly Effect[];
  /** The operation means nothing in this state. */
  readonly ignored?: boolean;
  /** What went wrong on the way, although the machine went on. */
  readonly failures?: readonly unknown[];
}

/** What a machine says when rule sets take each other's place. */
export interface Releasable {
  /** The state that a machine of the same name and kind, but another definition, left behind at `at`, epoch ms. */
  readonly adopt: (state: MachineState, at: number) => MachineState | undefined;
  /** Whether what it asked for when it came stands in the world, because nothing has asked for the opposite. */
  readonly isActive: (state: MachineState | undefined) => boolean;
  /** What it asks for when it comes, or goes, because its set does. `reason` is for people. */
  readonly enact: (
    event: 'ACTIVATED' | 'CLEARED',
    state: MachineState | undefined,
    context: MachineContext,
    reason: string,
  ) => Pick<MachineOutcome, 'effects' | 'failures'>;
}

/**
 * One member of a rule set, ready to run. A pure function of what it is passed.
 * A new timer must be due after `context.now`; the core refuses any other, for it would fire for ever.
 */
export interface Machine {
  readonly name: string;
  readonly kind: SetMember['kind'];
  readonly deviceTypes: readonly string[];
  /** The core keeps readings older than this away from the machine and counts them. Absent: none is too old. */
  readonly maxAgeMs?: number;
  /**
   * May throw: then this machine's state stays as it was (a timer that was firing is gone), the failure is reported
   * and the other machines go on.
   */
  on(trigger: Trigger, state: MachineState | undefined, context: MachineContext): MachineOutcome;
  /** Absent: any reading may do something. */
  readonly watching?: Watching;
  /** Absent: its state goes on under another definition as it is, and it has no notion of being active. */
  readonly releasable?: Releasable;
}
