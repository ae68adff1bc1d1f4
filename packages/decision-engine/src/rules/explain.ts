import type { Node } from '../expression/ast.ts';
import type { RuleCondition, RuleScope } from '../rule-expression/index.ts';
import type { Rule } from './rule.ts';

/** Why a rule did something, for people. `timer`: the one that made it, if one did. */
export type Explain = (event: 'ACTIVATED' | 'CLEARED', scope: RuleScope, timer: string | undefined) => string;

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

const valueNamed = (rule: Rule, { last, metrics, settings }: RuleScope, name: string): unknown => {
  if (Object.hasOwn(rule.metrics, name)) return Object.hasOwn(metrics, name) ? metrics[name] : last[name];
  const parameter = Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined;
  if (parameter === undefined) return undefined;
  const { setting, value } = parameter;
  const override = setting !== undefined && Object.hasOwn(settings, setting) ? settings[setting] : undefined;
  return typeof override === typeof value ? override : value;
};

/** `temperature >= limit (temperature 95.5, limit 90)`: the condition with the values of what it names. */
const withValues = (rule: Rule, { node, text }: RuleCondition): ((scope: RuleScope) => string) => {
  const names = [...new Set(rootsOf(node))];
  return (scope) => {
    const values: string[] = [];
    for (const name of names) {
      const value = valueNamed(rule, scope, name);
      if (value !== undefined) values.push(`${name} ${String(value)}`);
    }
    return values.length === 0 ? text : `${text} (${values.join(', ')})`;
  };
};

const seconds = (ms: number): string => `${ms / 1000} s`;

const lasting = ({ forMs, repeats }: Rule): string => {
  if (repeats) return ` ${repeats.count} times within ${seconds(repeats.withinMs)}`;
  return forMs > 0 ? ` for ${seconds(forMs)}` : '';
};

/** What a rule says of its comings and goings. */
export const explainer = (rule: Rule, when: RuleCondition | undefined, clear: RuleCondition | undefined): Explain => {
  const { cooldownMs, noData, repeats } = rule;
  const isMet = when ? withValues(rule, when) : () => '';
  const isCleared = clear && withValues(rule, clear);
  const duration = lasting(rule);
  const came = (scope: RuleScope): string =>
    noData ? `no data for ${seconds(noData.afterMs)}` : `${isMet(scope)}${duration}`;
  const went = (scope: RuleScope, timer: string | undefined): string => {
    if (timer === 'quiet' && repeats) return `no ${when?.text} for ${seconds(repeats.withinMs)}`;
    if (isCleared) return isCleared(scope);
    return when ? `no longer ${isMet(scope)}` : 'data came again';
  };
  return (event, scope, timer) => {
    if (event === 'CLEARED') return went(scope, timer);
    return timer === 'cooldown' ? `${came(scope)}, after a cooldown of ${seconds(cooldownMs)}` : came(scope);
  };
};
