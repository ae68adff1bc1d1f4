import type { Intrinsic } from '../evaluate.ts';
import { ifIntrinsic } from './conditions.ts';
import { getAZs, join, select, split } from './lists.ts';
import { base64, findInMap } from './lookups.ts';
import { getAtt, importValue, ref } from './references.ts';
import { sub } from './sub.ts';

/** The intrinsic functions that may stand in resources and outputs. Any other one is refused by name before. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  'Fn::Base64': base64,
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAtt,
  'Fn::GetAZs': getAZs,
  'Fn::If': ifIntrinsic,
  'Fn::ImportValue': importValue,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
};

/** Those that may stand in conditions only. */
export const conditionFunctions: ReadonlySet<string> = new Set(['Fn::And', 'Fn::Equals', 'Fn::Not', 'Fn::Or']);
