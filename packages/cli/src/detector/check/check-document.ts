import {
  type AnalysisResult,
  checkDetectorModel,
  detectorModelType,
  type InputDefinition,
  logicalIdsOf,
  readDetectorModel,
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

const checkOne = (document: Document, { cfn, resource, inputs }: CheckDocumentOptions): readonly Finding[] => {
  const { name: file, text, value } = document;
  const reading = readDetectorModel(value, { cfn, ...(resource !== undefined && { resource }) });
  const { source } = reading;
  const id = source?.logicalId;
  return checkDetectorModel(reading, inputs === undefined ? {} : { inputs }).map((result) => {
    const location = result.locations[0]?.path ?? '';
    const position = jsonPosition(text, source === undefined ? [] : sourcePathOf(source, location));
    return { file, ...(id !== undefined && { resource: id }), ...position, ...result };
  });
};

/** What AWS's analysis would have said of a document's model, or of all models of a template. */
export const checkDocument = (document: Document, options: CheckDocumentOptions): readonly Finding[] => {
  const ids = options.resource === undefined ? logicalIdsOf(document.value, detectorModelType) : [];
  if (ids.length <= 1) return checkOne(document, options);
  return ids.flatMap((resource) => checkOne(document, { ...options, resource }));
};
