import { basename } from 'node:path';
import { alarmModelType, checkAlarmModel, isAlarmModel, readAlarmModel } from '@signalbox/decision-engine/alarm-model';
import {
  detectorModelType,
  fatalResults,
  logicalIdsOf,
  readDetectorModel,
  sourcePathOf,
} from '@signalbox/decision-engine/detector';
import type { Console } from '../../output/console.ts';
import { Problem } from '../../problem.ts';
import { checkDocument, type Finding } from '../check/check-document.ts';
import { findingText } from '../check/finding-text.ts';
import { jsonPosition } from '../check/json-position.ts';
import { type Document, readDocument } from '../check/read-document.ts';
import type { Runnable } from './runnable.ts';
import { runnableAlarm } from './runnable-alarm.ts';
import { runnableDetector } from './runnable-detector.ts';

export interface ModelOptions {
  /** The file is in CloudFormation's form. */
  readonly cfn?: boolean;
  /** The logical id in a template that has several models. */
  readonly resource?: string;
}

const nameOf = ({ name }: Document): string => basename(name).replace(/\.[^.]*$/, '');

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
  return runnableDetector({ ...model, name: model.name ?? nameOf(document) }) as Runnable<unknown>;
};

const loadAlarm = (document: Document, options: ModelOptions, console: Console): Runnable<unknown> => {
  const { model, problems, source } = readAlarmModel(document.value, options);
  const results = [...problems, ...(model === undefined ? [] : checkAlarmModel(model))];
  const findings = results.map((result) => {
    const path = source === undefined ? [] : sourcePathOf(source, result.locations[0]?.path ?? '');
    return { file: document.name, ...jsonPosition(document.text, path), ...result };
  });
  tell(findings, console);
  if (model === undefined || findings.length > 0) {
    throw new Problem('usage', `${document.name} has no alarm model that can be run`);
  }
  if (model.notifications.length > 0)
    console.note('notification actions of the model are not shown, only its alarm actions');
  return runnableAlarm({ ...model, name: model.name ?? nameOf(document) }) as Runnable<unknown>;
};

/** A template may have both: `--resource` says which is meant, and without it detector models come first. */
const isAlarm = ({ value }: Document, { resource }: ModelOptions): boolean =>
  resource === undefined
    ? isAlarmModel(value) && logicalIdsOf(value, detectorModelType).length === 0
    : logicalIdsOf(value, alarmModelType).includes(resource);

/** What is wrong with a model is said; it is run nevertheless if it can be. @throws Problem `usage` if it cannot */
export const loadModel = async (file: string, options: ModelOptions, console: Console): Promise<Runnable<unknown>> => {
  const document = await readDocument(file);
  return (isAlarm(document, options) ? loadAlarm : loadDetector)(document, options, console);
};
