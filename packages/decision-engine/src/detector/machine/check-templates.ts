import type { DeviceType } from '@signalbox/contracts';
import type { Json } from '../../json.ts';
import type { PathTree } from '../run/input-paths.ts';
import { inMember, type MemberProblem } from './member-problem.ts';
import { compilePayloadTemplate } from './payload-template.ts';
import { TemplateError } from './template-error.ts';

type Inputs = Readonly<Record<string, Json>>;

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const memberOf = (template: Json | undefined, name: string): Json | undefined =>
  isObject(template) && Object.hasOwn(template, name) ? template[name] : undefined;

/** Metrics that no device of the member reports. */
const checkMetrics = (input: string, metrics: ReadonlySet<string>, types: readonly DeviceType[]): MemberProblem[] =>
  [...metrics]
    .filter((metric) => !types.some((type) => Object.hasOwn(type.metrics, metric)))
    .map((metric) => inMember(['inputs', input], `no device type of this file has a metric '${metric}'`));

const checkTemplate = (input: string, template: Json, types: readonly DeviceType[]): MemberProblem[] => {
  try {
    return checkMetrics(input, compilePayloadTemplate(template).metrics, types);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return [inMember(['inputs', input, ...error.path], error.message)];
  }
};

/** What the model reads of an input and the template has not: it would always be undefined. */
const missing = (tree: PathTree, template: Json | undefined, path: readonly string[]): readonly string[][] =>
  template === undefined
    ? [[...path]]
    : [...tree.members].flatMap(([name, member]) => missing(member, memberOf(template, name), [...path, name]));

const checkInput = (input: string, tree: PathTree, inputs: Inputs): MemberProblem[] => {
  const template = Object.hasOwn(inputs, input) ? inputs[input] : undefined;
  if (template === undefined) return [inMember(['inputs'], `the model reads the input ${input}: give its payload`)];
  return missing(tree, template, []).map((path) =>
    inMember(
      ['inputs', input],
      `the model reads ${path.join('.')} of the input ${input}: the payload has no such member`,
    ),
  );
};

/** Holds the templates to what the model reads and to what devices report. */
export const checkTemplates = (
  inputs: Inputs,
  paths: ReadonlyMap<string, PathTree>,
  types: readonly DeviceType[],
): MemberProblem[] => [
  ...Object.entries(inputs).flatMap(([input, template]) => checkTemplate(input, template, types)),
  ...Object.keys(inputs)
    .filter((input) => !paths.has(input))
    .map((input) => inMember(['inputs', input], `the model reads no input ${input}`)),
  ...[...paths].flatMap(([input, tree]) => checkInput(input, tree, inputs)),
];
