/** A request of a function's runtime. */
export interface RuntimeRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
  /** In the case as sent. */
  readonly head: string;
}

const endOfHead = Buffer.from('\r\n\r\n');
const requestLine = /^(\S+) (\S+) HTTP\/1\.1/;
const contentLength = /\r\ncontent-length: *(\d+)/i;

/**
 * Cuts whole HTTP/1.1 requests off a stream of chunks, several at once if they were pipelined. Only what a runtime client sends is
 * understood (Content-Length, no chunks), for this stands in the way of every invocation.
 * @returns what takes the chunks; `take` gets each request in order
 */
export const createRequestReader = (take: (request: RuntimeRequest) => void): ((chunk: Buffer) => void) => {
  let chunks: Buffer[] = [];
  let length = 0;
  let needed = 0;
  const cut = (bytes: Buffer): number => {
    const headEnd = bytes.indexOf(endOfHead);
    if (headEnd < 0) return bytes.length + 1;
    const head = bytes.toString('latin1', 0, headEnd);
    const end = headEnd + 4 + Number(contentLength.exec(head)?.[1] ?? 0);
    if (bytes.length < end) return end;
    const [, method = '', path = ''] = requestLine.exec(head) ?? [];
    chunks = [bytes.subarray(end)];
    length = bytes.length - end;
    take({ method, path, head, body: bytes.subarray(headEnd + 4, end) });
    return 0;
  };
  return (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    while (length > 0 && length >= needed) {
      const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length);
      chunks = [bytes];
      needed = cut(bytes);
      if (needed > 0) return;
    }
  };
};
