import type { Json } from './json.ts';
import type { Rule } from './rules/rule.ts';

interface ModelMember {
  readonly name: string;
  readonly deviceTypes: readonly string[];
  /** Payload of each input: a template whose leaves are expressions over a reading. */
  readonly inputs: Readonly<Record<string, Json>>;
  /** The AWS definition, normalised by its reader. */
  readonly definition: Json;
  /** A reading older than this, against the device's now, takes no part. Absent: none is too old. */
  readonly maxAgeMs?: number;
}

/** An AWS IoT Events detector model, one detector a device. */
export interface DetectorMember extends ModelMember {
  readonly kind: 'detector';
}

/** An AWS IoT Events alarm model, one alarm a device. */
export interface AlarmMember extends ModelMember {
  readonly kind: 'alarm';
}

export type SetMember = Rule | DetectorMember | AlarmMember;

/** What is released and bundled: plain JSON. */
export interface RuleSet {
  readonly name: string;
  /** sha256 of the canonical JSON of `rules`, hexadecimal: equal hashes decide alike. */
  readonly hash: string;
  /** Their names are unique. The order is that of their decisions on one record. */
  readonly rules: readonly SetMember[];
}
