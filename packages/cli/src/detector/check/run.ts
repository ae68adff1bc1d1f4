import { type InputDefinition, readInputDefinitions } from '@signalbox/decision-engine/detector';
import type { Console } from '../../output/console.ts';
import { Problem } from '../../problem.ts';
import { checkDocument, type Finding } from './check-document.ts';
import { findingsSummary, findingText } from './finding-text.ts';
import { readDocument } from './read-document.ts';

export interface CheckOptions {
  readonly cfn?: boolean;
  readonly resource?: string;
  /** Files. */
  readonly inputs?: readonly string[];
  readonly json?: boolean;
}

const readInputs = async (files: readonly string[]): Promise<readonly InputDefinition[]> => {
  const all: InputDefinition[] = [];
  for (const file of files) {
    const { inputs, problems } = readInputDefinitions((await readDocument(file)).value);
    const [first] = problems;
    if (first !== undefined) throw new Problem('usage', `${file} has no inputs that can be read: ${first.message}`);
    all.push(...inputs);
  }
  return all;
};

const print = (findings: readonly Finding[], { json = false }: CheckOptions, console: Console): void => {
  for (const finding of findings) console.line(json ? JSON.stringify(finding) : findingText(finding, console));
};

/**
 * `signalbox detector check`. All files are read before anything is said of one.
 * @throws Problem `usage` for a file that cannot be read, `rules-invalid` if a model has errors
 */
export const run = async (files: readonly string[], options: CheckOptions, console: Console): Promise<void> => {
  const { cfn = false, resource, inputs } = options;
  const known = inputs === undefined ? {} : { inputs: await readInputs(inputs) };
  const documents = await Promise.all(files.map(readDocument));
  const findings = documents.flatMap((document) =>
    checkDocument(document, { cfn, ...(resource !== undefined && { resource }), ...known }),
  );
  print(findings, options, console);
  if (findings.some(({ level }) => level === 'ERROR')) throw new Problem('rules-invalid', findingsSummary(findings));
  console.note(findingsSummary(findings));
};
