import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { Problem } from '../../problem.ts';

/** A JSON document and the text that it was read from. */
export interface Document {
  /** For messages: the file, or `<stdin>`. */
  readonly name: string;
  readonly text: string;
  readonly value: unknown;
}

const readText = async (file: string): Promise<string> => {
  try {
    return file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : String(cause);
    throw new Problem('usage', `cannot read ${file}: ${reason}`, { cause });
  }
};

/**
 * Reads a JSON file; `-` is stdin.
 * @throws Problem `usage` if it cannot be read or is no JSON
 */
export const readDocument = async (file: string): Promise<Document> => {
  const name = file === '-' ? '<stdin>' : file;
  const text = (await readText(file)).replace(/^\uFEFF/, '');
  try {
    return { name, text, value: JSON.parse(text) };
  } catch (cause) {
    const reason = (cause as Error).message.replaceAll(/\s+/g, ' ');
    throw new Problem('usage', `${name} is no JSON: ${reason}`, { cause });
  }
};
