import { basename } from 'node:path';
import { detectorModelType, fatalResults, logicalIdsOf, readDetectorModel } from '@signalbox/decision-engine/detector';
import type { Console } from '../../output/console.ts';
import { Problem } from '../../problem.ts';
import { checkDocument, type Finding } from '../check/check-document.ts';
import { findingText } from '../check/finding-text.ts';
import { type Document, readDocument } from '../check/read-document.ts';
import type { Runnable } from './runnable.ts';
import { runnableDetector } from './runnable-detector.ts';

export interface ModelOptions {
  /** The file is in CloudFormation's form. */
  readonly cfn?: boolean;
  /** The logical id in a template that has several models. */
  readonly resource?: string;
}

const tell = (findings: readonly Finding[], console: Console): void => {
  for (const finding of findings) console.note(findingText(finding, console));
};

const loadDetector = (document: Document, options: ModelOptions, console: Console): Runnable<unknown> => {
  const ids = options.resource === undefined ? logicalIdsOf(document.value, detectorModelType) : [];
  if (ids.length > 1) throw new Problem('usage', `give --resource: the template has ${ids.join(', ')}`);
  const { model } = readDetectorModel(document.value, options);
  const findings = checkDocument(document, { cfn: false, ...options }).filter(({ level }) => level === 'ERROR');
  tell(findings, console);
  if (model === undefined || fatalResults(findings).length > 0) {
    throw new Problem('usage', `${document.name} has no detector model that can be run`);
  }
  const name = model.name ?? basename(document.name).replace(/\.[^.]*$/, '');
  return runnableDetector({ ...model, name }) as Runnable<unknown>;
};

/** What is wrong with a model is said; it is run nevertheless if it can be. @throws Problem `usage` if it cannot */
export const loadModel = async (file: string, options: ModelOptions, console: Console): Promise<Runnable<unknown>> =>
  loadDetector(await readDocument(file), options, console);
