const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const sextets = new Map([...alphabet].map((character, value) => [character, value]));

/**
 * The bytes of a payload, as `Buffer.from(text, 'base64')` gives them for what the contracts' schema lets through: the alphabet of
 * RFC 4648, section 4, with or without padding. Bits that make no whole byte are dropped.
 */
export const bytesOfBase64 = (text: string): Uint8Array => {
  const end = text.endsWith('==') ? text.length - 2 : text.length - Number(text.endsWith('='));
  const bytes = new Uint8Array(Math.floor((end * 6) / 8));
  let [bits, held, place] = [0, 0, 0];
  for (let index = 0; index < end; index += 1) {
    bits = ((bits << 6) | (sextets.get(text[index] ?? '') ?? 0)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[place] = (bits >> held) & 0xff;
    place += 1;
  }
  return bytes;
};
