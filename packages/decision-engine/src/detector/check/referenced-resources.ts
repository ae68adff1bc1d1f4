import { references } from '../../expression/iot-events/index.ts';
import type { InputDefinition } from '../definition.ts';
import type { Analysis, Check, Expression } from './analysis.ts';
import { isDeclared } from './attribute-path.ts';
import { type AnalysisResult, analysisError } from './result.ts';

const inputName = /^[a-zA-Z][a-zA-Z0-9_]{0,127}$/;

const error = (message: string, path: string): AnalysisResult => analysisError('referenced-resource', message, path);

/** What is looked at of an expression. */
type Reading = Pick<Expression, 'node' | 'text' | 'path'>;

const namesIn = ({ node }: Reading): ReadonlySet<string> => {
  const { inputs, currentInputs } = references(node);
  return new Set([...inputs, ...currentInputs].map(({ name }) => name));
};

const namedInputs = (name: string, path: string, inputs: Analysis['inputs']): readonly AnalysisResult[] => {
  if (!inputName.test(name)) return [error(`Detector Model Definition contains invalid InputName: ${name}`, path)];
  if (inputs === undefined || inputs.some((input) => input.inputName === name)) return [];
  return [error(`Detector Model Definition contains reference to Input '${name}' that does not exist.`, path)];
};

const attributes = (expression: Reading, inputs: readonly InputDefinition[]): readonly AnalysisResult[] => {
  const { node, text, path } = expression;
  return references(node).inputs.flatMap((reference) => {
    const input = inputs.find(({ inputName: name }) => name === reference.name);
    const jsonPaths = input?.attributes.map(({ jsonPath }) => jsonPath);
    if (jsonPaths === undefined || isDeclared(reference.path, jsonPaths)) return [];
    const read = text.slice(reference.start, reference.end);
    return [error(`${read} is not an attribute of Input '${reference.name}': it has ${jsonPaths.join(', ')}.`, path)];
  });
};

/** The inputs that an expression of any model names, and their attributes. @param inputs undefined: none is known */
export const checkInputReferences = (expression: Reading, inputs: Analysis['inputs']): readonly AnalysisResult[] => [
  ...[...namesIn(expression)].flatMap((name) => namedInputs(name, expression.path, inputs)),
  ...attributes(expression, inputs ?? []),
];

const inputActions: Check = ({ events, pathOf }) =>
  events.flatMap(({ event }) =>
    event.actions.flatMap((action) =>
      action.type === 'iotEvents' && typeof action.inputName === 'string'
        ? namedInputs(action.inputName, `${pathOf(action)}.iotEvents.inputName`, undefined)
        : [],
    ),
  );

/**
 * Type `referenced-resource`: inputs that do not exist, and what they do not have. Looked at only if the inputs are known.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/analyze-diagnostic-information.html
 */
export const checkReferencedResources: Check = (analysis) => [
  ...analysis.expressions.flatMap((expression) => checkInputReferences(expression, analysis.inputs)),
  ...inputActions(analysis),
];
