import { alarmModelType, checkAlarmModel, isAlarmModel, readAlarmModel } from '@signalbox/decision-engine/alarm-model';
import {
  type AnalysisResult,
  checkDetectorModel,
  detectorModelType,
  type InputDefinition,
  inputType,
  logicalIdsOf,
  type ModelSource,
  readDetectorModel,
  readInputDefinitions,
  sourcePathOf,
} from '@signalbox/decision-engine/detector';
import { jsonPosition, type Position } from './json-position.ts';
import type { Document } from './read-document.ts';

export interface CheckDocumentOptions {
  readonly cfn: boolean;
  /** Of a template, only the model of this logical id. */
  readonly resource?: string;
  /** Absent: nothing is said of inputs that the document does not have itself. */
  readonly inputs?: readonly InputDefinition[];
}

/** A result, and where in the file its first location is. */
export interface Finding extends AnalysisResult, Position {
  readonly file: string;
  /** The logical id of the model, in a template. */
  readonly resource?: string;
}

interface Checked {
  readonly results: readonly AnalysisResult[];
  readonly source?: ModelSource | undefined;
}

const checkDetector = (value: unknown, { inputs, ...form }: CheckDocumentOptions): Checked => {
  const reading = readDetectorModel(value, form);
  return { results: checkDetectorModel(reading, inputs === undefined ? {} : { inputs }), source: reading.source };
};

const checkAlarm = (value: unknown, { inputs: given, ...form }: CheckDocumentOptions): Checked => {
  const { model, problems, source } = readAlarmModel(value, form);
  const own = logicalIdsOf(value, inputType).length > 0 ? readInputDefinitions(value).inputs : [];
  const inputs = [...own, ...(given ?? [])];
  const known = given !== undefined || own.length > 0 ? { inputs } : {};
  return { results: [...problems, ...(model === undefined ? [] : checkAlarmModel(model, known))], source };
};

const isAlarm = (value: unknown, resource: string | undefined): boolean => {
  if (resource !== undefined) return logicalIdsOf(value, alarmModelType).includes(resource);
  return isAlarmModel(value) && logicalIdsOf(value, detectorModelType).length === 0;
};

const checkOne = ({ name: file, text, value }: Document, options: CheckDocumentOptions): readonly Finding[] => {
  const { results, source } = (isAlarm(value, options.resource) ? checkAlarm : checkDetector)(value, options);
  const id = source?.logicalId;
  return results.map((result) => {
    const location = result.locations[0]?.path ?? '';
    const position = jsonPosition(text, source === undefined ? [] : sourcePathOf(source, location));
    return { file, ...(id !== undefined && { resource: id }), ...position, ...result };
  });
};

/** What AWS's analysis would have said of a document's detector or alarm model, or of all models of a template. */
export const checkDocument = (document: Document, options: CheckDocumentOptions): readonly Finding[] => {
  const idsOf = (type: string) => (options.resource === undefined ? logicalIdsOf(document.value, type) : []);
  const ids = [...idsOf(detectorModelType), ...idsOf(alarmModelType)];
  if (ids.length <= 1) return checkOne(document, options);
  return ids.flatMap((resource) => checkOne(document, { ...options, resource }));
};
