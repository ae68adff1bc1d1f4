import { isUtf8 } from 'node:buffer';
import { ActionError } from './action.ts';

/** The rule's output as text. @throws ActionError if it is not UTF-8 */
export function outputText(output: Uint8Array): string {
  if (!isUtf8(output)) throw new ActionError('The message is not valid UTF-8');
  return Buffer.from(output.buffer, output.byteOffset, output.byteLength).toString('utf8');
}

/** The rule's output as a JSON object. @throws ActionError if it is something else */
export function outputObject(output: Uint8Array): Record<string, unknown> {
  const value = parse(outputText(output));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new ActionError('The message is not a JSON object');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ActionError('The message is not JSON', { cause });
  }
}
