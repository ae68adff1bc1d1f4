/**
 * What the contracts and the engine use of Node, made of nothing but ECMAScript: in the decision bundle it stands in the place of Node's
 * own, so that the bundle runs in a bare context that is given no global at all.
 */
import { bytesOfBase64 } from './base64.ts';
import { md5 } from './md5.ts';
import { textOfUtf8, utf8OfText } from './utf8.ts';

export const Buffer = {
  from: (text: string, encoding: string): Uint8Array => {
    if (encoding !== 'base64') throw new TypeError(`Buffer.from(…, '${encoding}') is not at hand here`);
    return bytesOfBase64(text);
  },
  byteLength: (text: string): number => utf8OfText(text).length,
};

/** Only what the contracts make of it: fatal, UTF-8. */
export class TextDecoder {
  decode(bytes: Uint8Array): string {
    return textOfUtf8(bytes);
  }
}

class Digest extends Uint8Array {
  // biome-ignore lint/suspicious/noExplicitAny: the signature of the base class has none for a text of another kind
  override toString(encoding?: any): string {
    if (encoding !== 'hex') return super.toString();
    return Array.from(this, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

/** As of `node:crypto`, for MD5 over one text. */
export const createHash = (algorithm: string) => {
  if (algorithm !== 'md5') throw new TypeError(`the hash ${algorithm} is not at hand here`);
  return { update: (text: string) => ({ digest: (): Digest => Digest.from(md5(utf8OfText(text))) as Digest }) };
};
