import type { Node } from '../expression/index.ts';
import type { Binder } from './binder.ts';
import type { Bound } from './bound.ts';
import { didYouMean } from './did-you-mean.ts';
import { functionNames } from './functions.ts';
import { isProperty, properties, type RuleNames, type RuleParameter, typeOf } from './scope.ts';

type Reference = Node & { readonly kind: 'reference' };

const ownOf = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;

const boundParameter = ({ value, setting }: RuleParameter): Bound =>
  setting === undefined
    ? { kind: 'constant', type: typeOf(value), value }
    : { kind: 'setting', type: typeOf(value), name: setting, fallback: value };

const everyName = ({ metrics, parameters = {} }: RuleNames): string[] => [
  ...Object.keys(metrics),
  ...Object.keys(parameters),
  ...Object.keys(properties),
];

/** What a name stands for: a metric, a parameter, or one of the names that are always there. */
export const bindReference = (binder: Binder, node: Reference): Bound | undefined => {
  const { names, refuse } = binder;
  const { root, path } = node;
  if (root === '$input' || root === '$variable')
    return refuse('UNKNOWN_NAME', node, `${root} belongs to detector models; a rule names its metrics themselves`);
  if (path.length > 0) return refuse('UNKNOWN_NAME', node, `${JSON.stringify(root)} has nothing in it to name`);
  const metric = ownOf(names.metrics, root);
  if (metric !== undefined) return { kind: 'metric', type: metric, name: root };
  const parameter = ownOf(names.parameters, root);
  if (parameter !== undefined) return boundParameter(parameter);
  if (isProperty(root)) return { kind: 'property', type: properties[root], name: root };
  if (functionNames.includes(root)) return refuse('ARGUMENTS', node, `${root} is a function: write ${root}(…)`);
  const meant = didYouMean(root, everyName(names));
  const quotes = meant.endsWith('?') ? '' : '; a text wants quotes';
  return refuse(
    'UNKNOWN_NAME',
    node,
    `${JSON.stringify(root)} is neither a metric nor a parameter here${meant}${quotes}`,
  );
};
