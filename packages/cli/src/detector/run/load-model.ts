import { basename } from 'node:path';
import { alarmModelType, isAlarmModel, readAlarmModel } from '@signalbox/decision-engine/alarm-model';
import { detectorModelType, fatalResults, logicalIdsOf, readDetectorModel } from '@signalbox/decision-engine/detector';
import type { Console } from '../../output/console.ts';
import { Problem } from '../../problem.ts';
import { checkDocument, type Finding } from '../check/check-document.ts';
import { findingText } from '../check/finding-text.ts';
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

/** What the analysis finds wrong, having said it. */
const errorsOf = (document: Document, options: ModelOptions, console: Console): readonly Finding[] => {
  const findings = checkDocument(document, { cfn: false, ...options }).filter(({ level }) => level === 'ERROR');
  for (const finding of findings) console.note(findingText(finding, console));
  return findings;
};

/** The one model of its type in a template, if no other was asked for: the template may have other things too. */
const chooseOne = ({ value }: Document, options: ModelOptions, type: string): ModelOptions => {
  const [only, ...others] = options.resource === undefined ? logicalIdsOf(value, type) : [];
  if (only === undefined) return options;
  if (others.length === 0) return { ...options, resource: only };
  throw new Problem('usage', `give --resource: the template has ${[only, ...others].join(', ')}`);
};

const loadDetector = (document: Document, options: ModelOptions, console: Console): Runnable<unknown> => {
  const chosen = chooseOne(document, options, detectorModelType);
  const { model } = readDetectorModel(document.value, chosen);
  const errors = errorsOf(document, chosen, console);
  if (model === undefined || fatalResults(errors).length > 0) {
    throw new Problem('usage', `${document.name} has no detector model that can be run`);
  }
  return runnableDetector({ ...model, name: model.name ?? nameOf(document) }) as Runnable<unknown>;
};

const loadAlarm = (document: Document, options: ModelOptions, console: Console): Runnable<unknown> => {
  const chosen = chooseOne(document, options, alarmModelType);
  const { model } = readAlarmModel(document.value, chosen);
  const errors = errorsOf(document, chosen, console);
  if (model === undefined || errors.length > 0) {
    throw new Problem('usage', `${document.name} has no alarm model that can be run`);
  }
  if (model.notifications.length > 0) {
    console.note('notification actions of the model are not shown, only its alarm actions');
  }
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
