import type { DecidedCommand } from '@signalbox/contracts';

/** A bound that a number is compared with. */
export interface Bound {
  readonly comparison: 'above' | 'atOrAbove' | 'below' | 'atOrBelow';
  readonly value: number;
}

/** What a rule does to the device it watches. */
export interface RuleAction {
  readonly command: DecidedCommand;
}

/** Set when `set` holds (for `holdForMs` without a break, if not 0), cleared when `clear` holds; between them it stays as it is. */
export interface ThresholdRule {
  readonly kind: 'threshold';
  readonly name: string;
  readonly deviceTypes: readonly string[];
  readonly metric: string;
  readonly set: Bound;
  readonly clear: Bound;
  readonly holdForMs: number;
  /** A reading older than this, against the device's now, takes no part. */
  readonly maxAgeMs: number;
  readonly onSet: readonly RuleAction[];
  readonly onClear: readonly RuleAction[];
}

export type Rule = ThresholdRule;

export interface RuleSet {
  readonly name: string;
  /** sha256 of the rules as compiled, hexadecimal: equal hashes decide alike. */
  readonly hash: string;
  readonly rules: readonly Rule[];
}

/** Whether a value satisfies a bound. NaN satisfies none. */
export const satisfies = (value: number, { comparison, value: bound }: Bound): boolean => {
  switch (comparison) {
    case 'above':
      return value > bound;
    case 'atOrAbove':
      return value >= bound;
    case 'below':
      return value < bound;
    case 'atOrBelow':
      return value <= bound;
  }
};
