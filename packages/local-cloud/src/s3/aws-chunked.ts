import { AwsError } from '../kernel/aws-error.ts';

export interface ChunkedBody {
  readonly body: Buffer;
  /** Names in lower case. */
  readonly trailers: Readonly<Record<string, string>>;
}

const incomplete = () => new AwsError('IncompleteBody', 'The request body terminated unexpectedly');

const readTrailers = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split('\r\n')
      .filter((line) => line.includes(':'))
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );

/**
 * Decodes a body of content encoding `aws-chunked`: `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n…0…\r\n<trailers>\r\n`.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 * @throws AwsError IncompleteBody
 */
export const readAwsChunked = (raw: Buffer): ChunkedBody => {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = raw.indexOf('\r\n', at);
    if (lineEnd < 0) throw incomplete();
    const size = Number.parseInt(raw.toString('latin1', at, lineEnd), 16);
    if (Number.isNaN(size)) throw incomplete();
    at = lineEnd + 2;
    if (size === 0) return { body: Buffer.concat(chunks), trailers: readTrailers(raw.toString('latin1', at)) };
    if (at + size + 2 > raw.length) throw incomplete();
    chunks.push(raw.subarray(at, at + size));
    at += size + 2;
  }
};
