import { isUnresolved } from '../template/evaluate.ts';
import { canonicalJson, type JsonMap } from '../template/json.ts';

/** The names of the properties that differ; one whose new value is not known yet counts as different. */
export const changedProperties = (before: JsonMap, after: JsonMap): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => isUnresolved(after[name]) || canonicalJson(before[name]) !== canonicalJson(after[name]),
  );
