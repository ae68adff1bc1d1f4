import type { Node } from '../expression/ast.ts';
import type { RuleCondition, RuleScope } from '../rule-expression/index.ts';
import type { Rule, RuleParameter } from './rule.ts';

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

/** A name and its value: `limit 90`. Undefined if it has no value. */
type Told = (scope: RuleScope) => string | undefined;

const metricTold = (name: string, type: string): Told => {
  const label = `${name} `;
  return ({ last, metrics }) => {
    const value = metrics[name];
    if (typeof value === type) return label + value;
    const before = last[name];
    return typeof before === type ? label + before : undefined;
  };
};

const parameterTold = (name: string, { setting, value }: RuleParameter): Told => {
  const label = `${name} `;
  const constant = label + value;
  if (setting === undefined) return () => constant;
  return ({ settings }) => {
    const override = settings[setting];
    return typeof override === typeof value ? label + override : constant;
  };
};

const told = ({ metrics, parameters }: Rule, name: string): Told[] => {
  if (Object.hasOwn(metrics, name)) return [metricTold(name, metrics[name] as string)];
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return parameter ? [parameterTold(name, parameter)] : [];
};

/** `temperature >= limit (temperature 95.5, limit 90)`: the condition with the values of what it names. */
const withValues = (rule: Rule, { node, text }: RuleCondition): ((scope: RuleScope) => string) => {
  const names = [...new Set(rootsOf(node))].flatMap((name) => told(rule, name));
  return (scope) => {
    let values = '';
    for (const name of names) {
      const value = name(scope);
      if (value !== undefined) values += values === '' ? value : `, ${value}`;
    }
    return values === '' ? text : `${text} (${values})`;
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
