import type { Scalar } from '../json.ts';
import type { RuleParameter } from '../rules/rule.ts';

export type { RuleParameter, Scalar };
export type ScalarType = 'number' | 'boolean' | 'string';

/** What an expression may name. A metric has the type that the rule's device types declare. */
export interface RuleNames {
  readonly metrics: Readonly<Record<string, ScalarType>>;
  readonly parameters?: Readonly<Record<string, RuleParameter>>;
}

/**
 * What an expression is evaluated on. Plain objects that the caller already has, so that nothing is built for a record:
 * the reading's metrics, the values that the rule kept of earlier readings, the device's settings.
 */
export interface RuleScope {
  readonly metrics: Readonly<Record<string, Scalar>>;
  /** For `last(metric)`; what the reading itself brings goes before it. */
  readonly last: Readonly<Record<string, Scalar>>;
  readonly settings: Readonly<Record<string, Scalar>>;
  readonly deviceId: string;
  readonly fleet: string;
  readonly deviceType: string;
  /** The reading's, epoch ms. */
  readonly time: number;
}

/** Names that are always there, and their types. */
export const properties = {
  deviceId: 'string',
  fleet: 'string',
  deviceType: 'string',
  time: 'number',
} as const satisfies Partial<Record<keyof RuleScope, ScalarType>>;

export type Property = keyof typeof properties;

export const isProperty = (name: string): name is Property => Object.hasOwn(properties, name);

export const typeOf = (value: Scalar): ScalarType => typeof value as ScalarType;
