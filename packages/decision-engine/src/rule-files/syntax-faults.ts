import type { parseDocument, YAMLError } from 'yaml';

/** Something wrong with a text, and where. */
export interface Fault {
  readonly at: number;
  readonly message: string;
}

const wantsQuotes = (message: string): string => `${message}; a text with any of {}[],:#&*!|>%@ in it wants quotes`;

/** What is mostly the matter, for who writes rules and not YAML. */
const explain = ({ code, message }: YAMLError): string => {
  switch (code) {
    case 'UNEXPECTED_TOKEN':
    case 'BAD_SCALAR_START':
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
      return wantsQuotes(message);
    case 'DUPLICATE_KEY':
      return 'is there already: a name stands once';
    case 'MULTIPLE_DOCS':
      return 'another document begins: a file holds one rule';
    default:
      return message;
  }
};

const byPlace = (one: YAMLError, other: YAMLError): number => one.pos[0] - other.pos[0];

/** One misplaced token makes many: the first is told. */
export const syntaxFaults = ({ errors, warnings }: ReturnType<typeof parseDocument>): Fault[] => {
  // Unknown tags are refused with all others.
  const warned = warnings.filter(({ code }) => code !== 'TAG_RESOLVE_FAILED');
  const all = [...errors, ...warned].sort(byPlace);
  const first = all.findIndex(({ code }) => code === 'UNEXPECTED_TOKEN');
  return (first < 0 ? all : all.slice(0, first + 1)).map((error) => ({ at: error.pos[0], message: explain(error) }));
};

/** What a decoder puts in the place of bytes that are no UTF-8. */
const replacement = '\uFFFD';

/** The first place at which the file held bytes that are no UTF-8. */
export const encodingFault = (text: string): Fault | undefined => {
  const at = text.indexOf(replacement);
  return at < 0 ? undefined : { at, message: 'is no UTF-8 here: save the file as UTF-8' };
};
