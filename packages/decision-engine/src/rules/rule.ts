import type { Severity } from '@signalbox/contracts';
import type { Json, Scalar } from '../json.ts';

/** A value that expressions know by name. */
export interface RuleParameter {
  /** Resolved at deployment. */
  readonly value: Scalar;
  /** The device setting that takes its place, if the device has one of the same type. */
  readonly setting?: string;
}

/** From `from` to `to`, local time `HH:MM`, on each of `days`, 0 = Sunday. One that ends before it starts ends on the next day. */
export interface ScheduleWindow {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

export interface Schedule {
  /** IANA name. */
  readonly timeZone: string;
  readonly windows: readonly ScheduleWindow[];
}

/** Every string within `parameters`, `subject` and `message` is a template: `${expression}` is filled in. */
export type RuleAction =
  | {
      readonly command: {
        readonly name: string;
        readonly parameters: { readonly [name: string]: Json };
        readonly expiresInMs?: number;
      };
    }
  | { readonly notification: { readonly subject?: string; readonly message: string } };

/** A rule as people write it, read and resolved: plain JSON, so that it can be hashed and bundled. */
export interface Rule {
  readonly kind: 'rule';
  readonly name: string;
  readonly description?: string;
  readonly severity: Severity;
  readonly deviceTypes: readonly string[];
  readonly parameters: Readonly<Record<string, RuleParameter>>;
  /** The declared types of the metrics that expressions and templates of the rule name, also those in `last(…)`. */
  readonly metrics: Readonly<Record<string, 'number' | 'boolean' | 'string'>>;
  /** Expression. A rule has exactly one of `when` and `noData`. */
  readonly when?: string;
  /** Expression. Absent: the rule clears when `when` is false (`repeats`: no occurrence for `withinMs`; `noData`: a reading). */
  readonly clear?: string;
  /** For how long no reading may find `when` false before the rule is active; 0: at once. */
  readonly forMs: number;
  /** Active once `when` was true for `count` readings within `withinMs`. Not together with `forMs`. */
  readonly repeats?: { readonly count: number; readonly withinMs: number };
  /** Active once no reading came for `afterMs`, or up to `toleranceMs` later. */
  readonly noData?: { readonly afterMs: number; readonly toleranceMs: number };
  /** Outside of it the rule does not become active. */
  readonly schedule?: Schedule;
  /** At least this long from one activation to the next. */
  readonly cooldownMs: number;
  /** A reading older than this, against the device's now, takes no part. */
  readonly maxAgeMs: number;
  /** Whether an alarm whose condition is gone waits until somebody acknowledges it. */
  readonly acknowledge: boolean;
  /** False: disabled for every device until an operator enables it. */
  readonly enabled: boolean;
  readonly then: readonly RuleAction[];
  readonly onClear: readonly RuleAction[];
}
