import type { Value } from '../../expression/iot-events/index.ts';
import { DetectorError } from './detector-error.ts';
import type { MessageEvent } from './evaluation.ts';
import { type PathTree, project } from './input-paths.ts';
import { valueJson } from './value-json.ts';

/** How much of an input's message is remembered, in UTF-16 units of JSON. */
const MAX_INPUT = 16_384;

/**
 * A message replaces all that the last one of its input brought.
 * @throws {DetectorError} UNKNOWN_INPUT, INPUT_TOO_LARGE
 */
export const takeInput = (
  paths: ReadonlyMap<string, PathTree>,
  inputs: Map<string, Value>,
  { input, payload }: Pick<MessageEvent, 'input' | 'payload'>,
): void => {
  const tree = paths.get(input);
  if (tree === undefined) throw new DetectorError('UNKNOWN_INPUT', `the model reads no input '${input}'`);
  const kept = project(payload, tree);
  if (kept === undefined) inputs.delete(input);
  else if (valueJson(kept).length <= MAX_INPUT) inputs.set(input, kept);
  else throw new DetectorError('INPUT_TOO_LARGE', `the model reads more than ${MAX_INPUT} characters of this message`);
};
