import type { Node } from '../expression/index.ts';
import type { Binder } from './binder.ts';
import type { Bound, BoundMetric } from './bound.ts';
import { didYouMean } from './did-you-mean.ts';
import { type FunctionName, functionNames, functions, isFunction } from './functions.ts';

type Call = Node & { readonly kind: 'call' };

const bindLast = (binder: Binder, node: Call): BoundMetric | undefined => {
  const [argument, ...more] = node.arguments;
  if (argument?.kind !== 'reference' || more.length > 0)
    return binder.refuse('ARGUMENTS', node, 'last takes the name of one metric');
  const metric = binder.bind(argument);
  if (metric === undefined) return undefined;
  if (metric.kind !== 'metric') return binder.refuse('ARGUMENTS', argument, `${argument.root} is not a metric`);
  return { ...metric, kind: 'last' };
};

const bindMissing = (binder: Binder, node: Call): Bound | undefined => {
  const [argument, ...more] = node.arguments;
  if (argument === undefined || more.length > 0)
    return binder.refuse('ARGUMENTS', node, 'isMissing takes one metric, or last(metric)');
  const operand = binder.bind(argument);
  if (operand === undefined) return undefined;
  if (operand.kind !== 'metric' && operand.kind !== 'last')
    return binder.refuse('ARGUMENTS', argument, 'only a metric can be missing');
  return { kind: 'missing', type: 'boolean', operand };
};

const bindFunction = (binder: Binder, name: FunctionName, node: Call): Bound | undefined => {
  const { type, argument, least, most } = functions[name];
  const count = node.arguments.length;
  const bound = node.arguments.map((each, index) => binder.bindAs(argument, each, `argument ${index + 1} of ${name}`));
  if (count < least || count > most) {
    const wanted = least === most ? `${least}` : `${least} to ${most}`;
    return binder.refuse('ARGUMENTS', node, `${name} takes ${wanted} argument${most === 1 ? '' : 's'}, not ${count}`);
  }
  const all = bound.filter((each) => each !== undefined);
  return all.length === count ? { kind: 'call', type, name, arguments: all } : undefined;
};

/** A call of one of the functions that rules have. */
export const bindCall = (binder: Binder, node: Call): Bound | undefined => {
  const { name } = node;
  if (name === 'last') return bindLast(binder, node);
  if (name === 'isMissing') return bindMissing(binder, node);
  if (isFunction(name)) return bindFunction(binder, name, node);
  return binder.refuse('UNKNOWN_FUNCTION', node, `there is no function ${name}${didYouMean(name, functionNames)}`);
};
