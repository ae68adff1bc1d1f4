import { type AnalysisResult, analysisError } from './check/result.ts';
import { isObject } from './is-object.ts';

export const detectorModelType = 'AWS::IoTEvents::DetectorModel';
export const inputType = 'AWS::IoTEvents::Input';

export type SourcePath = readonly (string | number)[];

/** Where the parts of a model stand in the document that was read. */
export interface ModelSource {
  readonly cfn: boolean;
  /** To the object that holds `states`. */
  readonly definition: SourcePath;
  /** To the object that holds `key` and the others beside the definition. */
  readonly configuration: SourcePath;
  /** The form has members around the model that must be known ones too. */
  readonly envelope: 'bare' | 'request' | 'description' | 'properties';
  /** The name of the resource in its template. */
  readonly logicalId?: string;
}

export type FoundModel = { readonly source: ModelSource } | { readonly problem: AnalysisResult };

const problem = (message: string): FoundModel => ({ problem: analysisError('structure', message, '') });

const has = (value: unknown, name: string): boolean => isObject(value) && Object.hasOwn(value, name);

/** The logical ids of a template's resources of a type; empty for anything that is no template. */
export const logicalIdsOf = (document: unknown, resourceType: string): readonly string[] => {
  const resources = isObject(document) ? document['Resources'] : undefined;
  if (!isObject(resources)) return [];
  return Object.keys(resources).filter((id) => {
    const resource = resources[id];
    return isObject(resource) && resource['Type'] === resourceType;
  });
};

const properties = (path: SourcePath, logicalId?: string): FoundModel => ({
  source: {
    cfn: true,
    definition: [...path, 'DetectorModelDefinition'],
    configuration: path,
    envelope: 'properties',
    ...(logicalId === undefined ? {} : { logicalId }),
  },
});

const inTemplate = (document: unknown, resource: string | undefined): FoundModel => {
  const ids = logicalIdsOf(document, detectorModelType);
  const id = resource ?? ids[0];
  if (id === undefined) return problem(`The template has no resource of type ${detectorModelType}.`);
  if (!ids.includes(id)) return problem(`The template has no resource '${id}' of type ${detectorModelType}.`);
  if (resource === undefined && ids.length > 1)
    return problem(`The template has several detector models, choose one of: ${ids.join(', ')}.`);
  return properties(['Resources', id, 'Properties'], id);
};

const inCloudFormation = (document: unknown, resource: string | undefined): FoundModel | undefined => {
  if (has(document, 'Resources')) return inTemplate(document, resource);
  if (isObject(document) && has(document, 'Type') && has(document, 'Properties'))
    return document['Type'] === detectorModelType
      ? properties(['Properties'])
      : problem(`The resource is of type ${JSON.stringify(document['Type'])}, not ${detectorModelType}.`);
  if (has(document, 'DetectorModelDefinition')) return properties([]);
  if (has(document, 'States') || has(document, 'InitialStateName'))
    return { source: { cfn: true, definition: [], configuration: [], envelope: 'bare' } };
  return undefined;
};

const inApi = (document: unknown): FoundModel | undefined => {
  if (has(document, 'detectorModel')) {
    const path = ['detectorModel'];
    const configuration = [...path, 'detectorModelConfiguration'];
    const definition = [...path, 'detectorModelDefinition'];
    return { source: { cfn: false, definition, configuration, envelope: 'description' } };
  }
  if (has(document, 'detectorModelDefinition')) {
    const definition = ['detectorModelDefinition'];
    return { source: { cfn: false, definition, configuration: [], envelope: 'request' } };
  }
  if (has(document, 'states') || has(document, 'initialStateName'))
    return { source: { cfn: false, definition: [], configuration: [], envelope: 'bare' } };
  return undefined;
};

export interface FormOptions {
  /** It must be CloudFormation's form: without it, the form is told by its members. */
  readonly cfn?: boolean;
  /** The logical id of the resource, for a template that has several. */
  readonly resource?: string;
}

/** Which of AWS's forms a document has, and where in it the model is. */
export const findModel = (document: unknown, { cfn = false, resource }: FormOptions = {}): FoundModel => {
  const found = (cfn ? undefined : inApi(document)) ?? inCloudFormation(document, resource);
  if (found !== undefined) return found;
  return problem(
    cfn
      ? 'This is no detector model as CloudFormation has it: neither Resources, nor Type and Properties, nor DetectorModelDefinition.'
      : 'This is no detector model: neither the API (detectorModelDefinition, detectorModel, states) nor CloudFormation (Resources, Properties, DetectorModelDefinition) has such an object.',
  );
};

/** What stands at a path of a document. */
export const valueAt = (document: unknown, path: SourcePath): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      Array.isArray(value) && typeof step === 'number' ? value[step] : isObject(value) ? value[step] : undefined,
    document,
  );
