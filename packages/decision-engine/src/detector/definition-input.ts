import type { AnalysisResult } from './check/result.ts';
import type { InputDefinition } from './definition.ts';
import { inputType, logicalIdsOf, valueAt } from './definition-form.ts';
import {
  anything,
  at,
  documentPlace,
  list,
  object,
  optional,
  type Read,
  refuse,
  required,
  resourceName,
  text,
} from './definition-value.ts';
import { isObject } from './is-object.ts';

const inputDefinition = object<{ attributes: InputDefinition['attributes'] }>({
  attributes: required(list(object<{ jsonPath: string }>({ jsonPath: required(text) }))),
});

interface Properties {
  readonly inputName?: unknown;
  readonly inputDefinition: { readonly attributes: InputDefinition['attributes'] };
}

const readProperties: Read<Properties> = object({
  inputName: optional(resourceName),
  inputDescription: optional(text),
  inputDefinition: required(inputDefinition),
  tags: optional(anything),
});

/** DescribeInput keeps the name apart from the definition. */
const readDescription: Read<Properties> = (value, place) => {
  const described = object<{ inputConfiguration: { inputName: string } } & Properties>({
    inputConfiguration: required(
      object({
        inputName: required(text),
        inputDescription: optional(text),
        inputArn: optional(anything),
        creationTime: optional(anything),
        lastUpdateTime: optional(anything),
        status: optional(anything),
      }),
    ),
    inputDefinition: required(inputDefinition),
  })(value, place);
  return described && { inputName: described.inputConfiguration.inputName, inputDefinition: described.inputDefinition };
};

const readForm = (document: unknown, problems: AnalysisResult[]): Properties | undefined => {
  const place = documentPlace(false, problems);
  if (isObject(document) && document['Type'] === inputType)
    return readProperties(document['Properties'], { ...at(place, 'Properties'), cfn: true });
  if (isObject(document) && Object.hasOwn(document, 'InputDefinition'))
    return readProperties(document, { ...place, cfn: true });
  if (isObject(document) && Object.hasOwn(document, 'input'))
    return readDescription(document['input'], at(place, 'input'));
  return readProperties(document, place);
};

export interface InputReading {
  /** Only if there are no problems. */
  readonly input?: InputDefinition;
  readonly problems: readonly AnalysisResult[];
}

/** An input, out of CreateInput's or UpdateInput's input, DescribeInput's output or a CloudFormation resource. */
export const readInputDefinition = (document: unknown): InputReading => {
  const problems: AnalysisResult[] = [];
  const properties = readForm(document, problems);
  const name = properties?.inputName;
  if (properties !== undefined && typeof name !== 'string')
    refuse(documentPlace(false, problems), 'lacks the name of an input');
  if (properties === undefined || typeof name !== 'string' || problems.length > 0) return { problems };
  return { input: { inputName: name, attributes: properties.inputDefinition.attributes }, problems };
};

export interface InputsReading {
  readonly inputs: readonly InputDefinition[];
  readonly problems: readonly AnalysisResult[];
}

/** All inputs of a document: a list of them, a template, or a single one. */
export const readInputDefinitions = (document: unknown): InputsReading => {
  if (isObject(document) && isObject(document['Resources'])) {
    const problems: AnalysisResult[] = [];
    const inputs = templateInputs(document, problems);
    if (inputs === undefined && problems.length === 0)
      refuse(documentPlace(true, problems), 'is a template without inputs, or with one whose name it does not say');
    return { inputs: inputs ?? [], problems };
  }
  const read = (Array.isArray(document) ? document : [document]).map(readInputDefinition);
  return {
    inputs: read.flatMap(({ input }) => input ?? []),
    problems: read.flatMap(({ problems }) => problems),
  };
};

/**
 * The inputs of a template. @returns undefined if it has none, or one whose name CloudFormation makes up: nothing can be
 * said of references then
 */
export const templateInputs = (
  document: unknown,
  problems: AnalysisResult[],
): readonly InputDefinition[] | undefined => {
  const ids = logicalIdsOf(document, inputType);
  const read = ids.map((id) => {
    const path = ['Resources', id, 'Properties'];
    return readProperties(valueAt(document, path), {
      ...documentPlace(true, problems, document),
      path: path.join('.'),
    });
  });
  const inputs = read.flatMap((each) =>
    typeof each?.inputName === 'string'
      ? [{ inputName: each.inputName, attributes: each.inputDefinition.attributes }]
      : [],
  );
  return inputs.length > 0 && inputs.length === ids.length ? inputs : undefined;
};
