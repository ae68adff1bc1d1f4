import type { Node } from '../expression/ast.ts';
import type { RuleCondition, RuleScope } from '../rule-expression/index.ts';
import type { Rule } from './rule.ts';

/** Why a rule did something, for people. `trigger` is the name of the timer that made it, or undefined. */
export type Explain = (event: 'ACTIVATED' | 'CLEARED', scope: RuleScope, trigger: string | undefined) => string;

const rootsOf = (node: Node): string[] => {
  switch (node.kind) {
    case 'reference':
      return [node.root];
    case 'unary':
      return rootsOf(node.operand);
    case 'binary':
      return [...rootsOf(node.left), ...rootsOf(node.right)];
    case 'call':
      return node.arguments.flatMap(rootsOf);
    case 'template':
      return node.parts.flatMap((part) => (typeof part === 'string' ? [] : rootsOf(part)));
    default:
      return [];
  }
};

const valueOf = (rule: Rule, { last, metrics, settings }: RuleScope, name: string): unknown => {
  if (Object.hasOwn(rule.metrics, name)) return Object.hasOwn(metrics, name) ? metrics[name] : last[name];
  const parameter = Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined;
  if (parameter === undefined) return undefined;
  const { setting, value } = parameter;
  const override = setting !== undefined && Object.hasOwn(settings, setting) ? settings[setting] : undefined;
  return typeof override === typeof value ? override : value;
};

/** `temperature >= limit (temperature 95.5, limit 90)`: the condition with the values of what it names. */
const withValues = (rule: Rule, { node, text }: RuleCondition, scope: RuleScope): string => {
  const values = [...new Set(rootsOf(node))].flatMap((name) => {
    const value = valueOf(rule, scope, name);
    return value === undefined ? [] : [`${name} ${String(value)}`];
  });
  return values.length === 0 ? text : `${text} (${values.join(', ')})`;
};

const seconds = (ms: number): string => `${ms / 1000} s`;

const lasting = ({ forMs, repeats }: Rule): string => {
  if (repeats) return ` ${repeats.count} times within ${seconds(repeats.withinMs)}`;
  return forMs > 0 ? ` for ${seconds(forMs)}` : '';
};

/** What a rule says of its comings and goings. */
export const explainer = (rule: Rule, when: RuleCondition | undefined, clear: RuleCondition | undefined): Explain => {
  const came = (scope: RuleScope): string => {
    if (rule.noData) return `no data for ${seconds(rule.noData.afterMs)}`;
    return when ? `${withValues(rule, when, scope)}${lasting(rule)}` : '';
  };
  const went = (scope: RuleScope, trigger: string | undefined): string => {
    if (trigger === 'quiet' && rule.repeats) return `no ${when?.text} for ${seconds(rule.repeats.withinMs)}`;
    if (clear) return withValues(rule, clear, scope);
    return when ? `no longer ${withValues(rule, when, scope)}` : 'data came again';
  };
  return (event, scope, trigger) => {
    if (event === 'CLEARED') return went(scope, trigger);
    return trigger === 'cooldown' ? `${came(scope)}, after a cooldown of ${seconds(rule.cooldownMs)}` : came(scope);
  };
};
