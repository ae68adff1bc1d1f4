import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AnalysisResult, checkDetectorModel, readDetectorModel } from '@signalbox/decision-engine/detector';
import type { Console } from '../../output/console.ts';
import { Problem } from '../../problem.ts';
import type { Runnable } from './runnable.ts';
import { runnableDetector } from './runnable-detector.ts';

export interface ModelOptions {
  /** The file is in CloudFormation's form. */
  readonly cfn?: boolean;
  /** The logical id in a template that has several models. */
  readonly resource?: string;
}

/** With an error of these types there is no model; AWS ran models with errors of the others, and so do we. */
const fatal: readonly AnalysisResult['type'][] = ['structure', 'expression-syntax', 'supported-actions'];

const readDocument = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Problem('usage', `${file} cannot be read: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
};

const textOf = ({ level, type, message, locations }: AnalysisResult): string => {
  const places = locations.map(({ path }) => path).filter((path) => path !== '');
  return `${level} ${type}: ${message}${places.length === 0 ? '' : ` (${places.join(', ')})`}`;
};

/** What is wrong with a model is said; it is run nevertheless if it can be. @throws Problem `usage` if it cannot */
export const loadModel = async (file: string, options: ModelOptions, console: Console): Promise<Runnable<unknown>> => {
  const document = await readDocument(file);
  const reading = readDetectorModel(document, options);
  const results = checkDetectorModel(reading).filter(({ level }) => level === 'ERROR');
  for (const result of results) console.note(textOf(result));
  const { model } = reading;
  if (model === undefined || results.some(({ type }) => fatal.includes(type))) {
    throw new Problem('usage', `${file} is no detector model that can be run`);
  }
  const name = model.name ?? basename(file).replace(/\.[^.]*$/, '');
  return runnableDetector({ ...model, name }) as Runnable<unknown>;
};
