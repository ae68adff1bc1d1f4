import { accept, type Parsed, reject } from './rejection.ts';

// RFC 8259, section 8.1: JSON between systems is UTF-8. Replacing a bad byte would change what the device said.
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads UTF-8 JSON. Refuses with NOT_JSON. */
export const parseJson = (bytes: Uint8Array): Parsed<unknown> => {
  try {
    return accept(JSON.parse(utf8.decode(bytes)));
  } catch (error) {
    return reject('NOT_JSON', error instanceof SyntaxError ? error.message : 'not UTF-8');
  }
};
