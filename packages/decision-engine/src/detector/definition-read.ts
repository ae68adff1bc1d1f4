import { type AnalysisResult, analysisError, hasErrors } from './check/result.ts';
import type { DetectorEvent, DetectorModel, DetectorState, InputDefinition, TransitionEvent } from './definition.ts';
import type { DetectorModelAction, ResourceName } from './definition-action.ts';
import { type FormOptions, findModel, type ModelSource, valueAt } from './definition-form.ts';
import { templateInputs } from './definition-input.ts';
import { readAction } from './definition-read-action.ts';
import {
  anything,
  documentPlace,
  list,
  memberOf,
  nameOf,
  object,
  oneOf,
  optional,
  type Place,
  type Read,
  readMembers,
  refuse,
  required,
  resourceName,
  type Shape,
  text,
} from './definition-value.ts';
import { isObject } from './is-object.ts';

/** What came of reading. */
export interface DetectorModelReading {
  /** Only if there are no errors. */
  readonly model?: DetectorModel;
  /** What could be read, without the parts that errors name: to analyse further, never to run. */
  readonly partial?: DetectorModel;
  readonly problems: readonly AnalysisResult[];
  /** Where a state, event or action of the model was read from: `states[0].onInput.events[1]`. */
  readonly pathOf: (part: object) => string;
  /** Absent if the document could not be told to be a model at all. */
  readonly source?: ModelSource;
  /** Those of the same template, if it has any and says all their names. */
  readonly inputs?: readonly InputDefinition[];
}

const readActions: Read<DetectorModelAction[]> = (value, place) =>
  list<readonly DetectorModelAction[]>(readAction)(value, place)?.flat();

const eventMembers: Shape = {
  eventName: required(text),
  condition: optional(text),
  actions: optional(readActions),
};

/** "If the `condition` field is empty", it is as if it was not there (AWS's guide, common issues). */
const withoutBlank = <T extends { readonly condition?: string }>(event: T): T => {
  if (event.condition?.trim() !== '') return event;
  const { condition: _, ...rest } = event;
  return rest as T;
};

const readEvent: Read<DetectorEvent> = (value, place) => {
  const event = object<Omit<DetectorEvent, 'actions'> & Partial<DetectorEvent>>(eventMembers)(value, place);
  return event === undefined ? undefined : { actions: [], ...withoutBlank(event) };
};

/** Without its condition, which AWS demands, the event goes on in the analysis as one that always happens. */
const readTransitionEvent: Read<TransitionEvent> = (value, place) => {
  const shape = { ...eventMembers, nextState: required(text) };
  const event = object<Omit<TransitionEvent, 'actions' | 'condition'> & Partial<TransitionEvent>>(shape)(value, place);
  if (event === undefined) return undefined;
  const given = withoutBlank(event);
  const written = memberOf(value, 'condition', place);
  if (given.condition === undefined && (written === undefined || typeof written === 'string'))
    refuse(place, "lacks its 'condition', which a transition event must have");
  return { actions: [], condition: 'true', ...given };
};

const events = { events: optional(list(readEvent)) };

interface LooseState {
  readonly stateName: string;
  readonly onInput?: Partial<DetectorState['onInput']>;
  readonly onEnter?: Partial<DetectorState['onEnter']>;
  readonly onExit?: Partial<DetectorState['onExit']>;
}

const readState: Read<DetectorState> = (value, place) => {
  const state = object<LooseState>({
    stateName: required(text),
    onInput: optional(object({ ...events, transitionEvents: optional(list(readTransitionEvent)) })),
    onEnter: optional(object(events)),
    onExit: optional(object(events)),
  })(value, place);
  if (state === undefined) return undefined;
  return {
    stateName: state.stateName,
    onInput: { events: [], transitionEvents: [], ...state.onInput },
    onEnter: { events: [], ...state.onEnter },
    onExit: { events: [], ...state.onExit },
  };
};

const evaluationMethod = oneOf('BATCH', 'SERIAL');

const configurationShape: Shape = {
  detectorModelName: optional(resourceName),
  detectorModelDescription: optional(text),
  key: optional(text),
  roleArn: optional(resourceName),
  evaluationMethod: optional(evaluationMethod),
};

interface Definition extends Pick<DetectorModel, 'states' | 'initialStateName'> {
  readonly evaluationMethod?: DetectorModel['evaluationMethod'];
}

const definitionShape: Shape = {
  states: required(list(readState)),
  initialStateName: required(text),
  // AWS's guide calls it a parameter "in the detector model definition", though its API has it beside that.
  evaluationMethod: optional(evaluationMethod),
};

const readDefinition = object<Definition>(definitionShape);

/** Without a definition of its own, a document has its members among others: those are the configuration's. */
const definitionIn = (value: unknown, { envelope }: ModelSource, place: Place): unknown => {
  if (envelope !== 'bare' || !isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => Object.hasOwn(definitionShape, nameOf(key, place) ?? '')),
  );
};

/** What each form has beside the definition. What AWS alone uses (tags, times, a status) is let pass. */
const envelopeShapes: Readonly<Record<ModelSource['envelope'], Shape>> = {
  bare: {
    ...configurationShape,
    ...{ states: optional(anything), initialStateName: optional(anything), evaluationMethod: optional(anything) },
  },
  request: { ...configurationShape, detectorModelDefinition: optional(anything), tags: optional(anything) },
  properties: { ...configurationShape, detectorModelDefinition: optional(anything), tags: optional(anything) },
  description: {
    ...configurationShape,
    detectorModelVersion: optional(text),
    detectorModelArn: optional(anything),
    creationTime: optional(anything),
    lastUpdateTime: optional(anything),
    status: optional(anything),
  },
};

interface Configuration {
  readonly detectorModelName?: ResourceName;
  readonly detectorModelDescription?: string;
  readonly detectorModelVersion?: string;
  readonly key?: string;
  readonly roleArn?: ResourceName;
  readonly evaluationMethod?: DetectorModel['evaluationMethod'];
}

const readConfiguration = (
  document: unknown,
  source: ModelSource,
  place: Place,
): Omit<DetectorModel, 'states' | 'initialStateName'> => {
  const value = valueAt(document, source.configuration);
  const members: Configuration =
    value === undefined ? {} : (readMembers(value, place, envelopeShapes[source.envelope]) ?? {});
  const { detectorModelName: name, detectorModelDescription: description, roleArn: role } = members;
  const { detectorModelVersion: version, key, evaluationMethod: method = 'BATCH' } = members;
  return {
    ...(typeof name === 'string' && { name }),
    ...(description !== undefined && { description }),
    ...(version !== undefined && { version }),
    ...(key !== undefined && { key }),
    ...(role !== undefined && { role }),
    evaluationMethod: method,
  };
};

const resourceAttributes = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'DeletionPolicy',
  'UpdatePolicy',
  'UpdateReplacePolicy',
  'CreationPolicy',
];

/** Members around what holds the model: of a DescribeDetectorModel answer, of a resource. */
const checkSurroundings = (document: unknown, { envelope, definition }: ModelSource, place: Place): void => {
  const depth = envelope === 'description' ? 1 : definition.length - 2;
  const around = valueAt(document, definition.slice(0, Math.max(depth, 0)));
  const known =
    envelope === 'description' ? ['detectorModelDefinition', 'detectorModelConfiguration'] : resourceAttributes;
  if (envelope === 'description' || (envelope === 'properties' && depth >= 0))
    readMembers(around, { ...place, cfn: false }, Object.fromEntries(known.map((name) => [name, optional(anything)])));
  if (envelope === 'description') readMembers(document, place, { detectorModel: optional(anything) });
};

/**
 * A detector model out of any JSON that AWS holds it in: the input of CreateDetectorModel, UpdateDetectorModel or
 * StartDetectorModelAnalysis, the output of DescribeDetectorModel (the console's export), a bare definition, a
 * CloudFormation resource, its properties, or a template. Members that AWS does not know are refused, never skipped.
 */
export const readDetectorModel = (document: unknown, options: FormOptions = {}): DetectorModelReading => {
  const found = findModel(document, options);
  if ('problem' in found) return { problems: [found.problem], pathOf: () => '' };
  const { source } = found;
  const problems: AnalysisResult[] = [];
  const place = documentPlace(source.cfn, problems, document);
  checkSurroundings(document, source, place);
  const configuration = readConfiguration(document, source, place);
  const value = valueAt(document, source.definition);
  const definition = value === undefined ? missing(place) : readDefinition(definitionIn(value, source, place), place);
  const inputs = templateInputs(document, problems);
  const partial = definition === undefined ? undefined : { ...configuration, ...definition };
  return {
    ...(partial !== undefined && !hasErrors(problems) && { model: partial }),
    ...(partial !== undefined && { partial }),
    problems,
    pathOf: (part) => place.paths.get(part) ?? '',
    source,
    ...(inputs !== undefined && { inputs }),
  };
};

const missing = (place: Place): undefined => {
  place.problems.push(analysisError('structure', 'The detector model lacks its definition.', ''));
};
