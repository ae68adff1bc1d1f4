import type { InputTransformer, Target } from '@aws-sdk/client-eventbridge';
import type { EventEnvelope } from '../event.ts';
import type { Rule } from '../state.ts';
import { valueAt } from './json-path.ts';

const inString = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
};

/** Puts values in the place of `<name>`: within quotes as text, outside as JSON. A value that is not there leaves nothing. */
const fillTemplate = (template: string, values: Readonly<Record<string, unknown>>): string => {
  let isInString = false;
  return template.replace(/\\.|"|<([\w.-]+)>/gs, (whole, name: string | undefined) => {
    if (name === undefined) {
      if (whole === '"') isInString = !isInString;
      return whole;
    }
    if (!Object.hasOwn(values, name)) return whole;
    const value = values[name];
    if (value === undefined) return '';
    return isInString ? inString(value) : JSON.stringify(value);
  });
};

const transform = (
  { InputPathsMap = {}, InputTemplate = '' }: InputTransformer,
  event: EventEnvelope,
  rule: Rule,
  nowMs: number,
): string => {
  const own = Object.entries(InputPathsMap).map(([name, path]) => [name, valueAt(event, path)] as const);
  const { detail: _, ...withoutDetail } = event;
  return fillTemplate(InputTemplate, {
    ...Object.fromEntries(own),
    'aws.events.rule-arn': rule.arn,
    'aws.events.rule-name': rule.name,
    'aws.events.event.ingestion-time': new Date(nowMs).toISOString(),
    'aws.events.event': withoutDetail,
    'aws.events.event.json': event,
  });
};

/**
 * What a target is sent of an event: all of it, its Input, the part at its InputPath, or what its InputTransformer makes.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export const targetInput = (target: Target, event: EventEnvelope, rule: Rule, nowMs: number): string => {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(valueAt(event, target.InputPath) ?? null);
  if (target.InputTransformer !== undefined) return transform(target.InputTransformer, event, rule, nowMs);
  return JSON.stringify(event);
};
