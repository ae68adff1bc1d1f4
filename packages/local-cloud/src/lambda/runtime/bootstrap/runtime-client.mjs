const net = process.getBuiltinModule('node:net');

const endOfHead = Buffer.from('\r\n\r\n');

const readHead = (text) =>
  Object.fromEntries(
    text
      .split('\r\n')
      .slice(1)
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );

/**
 * Cuts whole HTTP responses off the front of what came; `take` gets each. An event of some megabytes comes in a hundred pieces, which are
 * put together once they are all there.
 */
const createReader = (take) => {
  let chunks = [];
  let length = 0;
  let needed = 0;
  /** Takes one response off the front of `bytes`. @returns how many bytes it needs, 0 if it was whole */
  const cut = (bytes) => {
    const headEnd = bytes.indexOf(endOfHead);
    if (headEnd < 0) return bytes.length + 1;
    const headers = readHead(bytes.toString('latin1', 0, headEnd));
    const end = headEnd + 4 + Number(headers['content-length']);
    if (bytes.length < end) return end;
    const body = bytes.toString('utf8', headEnd + 4, end);
    chunks = [bytes.subarray(end)];
    length = bytes.length - end;
    take({ headers, body });
    return 0;
  };
  return (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    while (length > 0 && length >= needed) {
      const bytes = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length);
      chunks = [bytes];
      needed = cut(bytes);
      if (needed > 0) return;
    }
  };
};

/**
 * A client of the Runtime API that pipelines: it asks for the next invocation in the same breath in which it answers the last.
 * The process ends with the connection: without the cloud there is nobody to work for.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 * @param {string} address `host:port/prefix`
 */
export const connect = async (address) => {
  const [, host, port, prefix] = /^([^:/]+):(\d+)(.*)$/.exec(address);
  const waiting = [];
  const socket = net.connect({ host, port: Number(port), noDelay: true });
  socket.on(
    'data',
    createReader((response) => waiting.shift()(response)),
  );
  socket.on('error', () => process.exit(1));
  socket.on('close', () => process.exit(1));
  await new Promise((resolve) => socket.once('connect', resolve));
  let outgoing = [];
  const send = (head, body) => {
    outgoing.push(`${head}\r\nHost: ${host}:${port}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    if (outgoing.length === 1) {
      queueMicrotask(() => {
        socket.write(outgoing.join(''));
        outgoing = [];
      });
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const post = (path, body, errorType) => {
    const type =
      errorType === undefined
        ? ''
        : `\r\nLambda-Runtime-Function-Error-Type: ${errorType.replace(/[^\x20-\x7e]/g, '?')}`;
    return send(`POST ${prefix}/2018-06-01/runtime/${path} HTTP/1.1${type}`, body);
  };
  return {
    next: () => send(`GET ${prefix}/2018-06-01/runtime/invocation/next HTTP/1.1`, ''),
    respond: (id, body) => post(`invocation/${id}/response`, body),
    fail: (id, body, errorType) => post(`invocation/${id}/error`, body, errorType),
    failInit: (body, errorType) => post('init/error', body, errorType),
    /** Whether the open connection keeps the process alive. */
    hold: (isHeld) => (isHeld ? socket.ref() : socket.unref()),
  };
};
