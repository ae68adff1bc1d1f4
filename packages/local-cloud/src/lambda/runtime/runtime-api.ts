import { createServer, type Socket } from 'node:net';
import { listen } from '../../kernel/listen.ts';
import { createRequestReader, type RuntimeRequest } from './http-request-reader.ts';

/** An invocation as a function's runtime gets it. */
export interface RuntimeInvocation {
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly invokedArn: string;
  /** Epoch ms of the cloud. */
  readonly deadline: number;
  readonly timeoutMs: number;
  readonly traceId: string;
  /** JSON, only if the caller gave one. */
  readonly clientContext?: string;
}

/** One environment as the Runtime API sees it. */
export interface RuntimeSession {
  /** The runtime asks for work; `send` may be called once, at any time. */
  onNext(send: (invocation: RuntimeInvocation) => void): void;
  onResponse(requestId: string, body: Buffer): void;
  onError(requestId: string, body: Buffer): void;
  onInitError(body: Buffer): void;
}

export interface RuntimeApi {
  /** `127.0.0.1:<port>/<token>`: where the runtime of this session finds its API. */
  open(token: string, session: RuntimeSession): string;
  close(token: string): void;
  stop(): Promise<void>;
}

const acceptedText = '{"status":"OK"}';
const accepted = `HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: ${acceptedText.length}\r\n\r\n${acceptedText}`;
const refused = 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n';

const headOf = (invocation: RuntimeInvocation): string =>
  [
    'HTTP/1.1 200 OK',
    'Content-Type: application/json',
    `Content-Length: ${invocation.payload.length}`,
    `Lambda-Runtime-Aws-Request-Id: ${invocation.requestId}`,
    `Lambda-Runtime-Deadline-Ms: ${invocation.deadline}`,
    `Lambda-Runtime-Limit-Ms: ${invocation.timeoutMs}`,
    `Lambda-Runtime-Invoked-Function-Arn: ${invocation.invokedArn}`,
    `Lambda-Runtime-Trace-Id: ${invocation.traceId}`,
    ...(invocation.clientContext === undefined ? [] : [`Lambda-Runtime-Client-Context: ${invocation.clientContext}`]),
    '\r\n',
  ].join('\r\n');

const route = /^\/([^/]+)\/2018-06-01\/runtime\/(?:invocation\/([^/]+)(?:\/(response|error))?|(init)\/error)$/;

/** One runtime's connection. While it waits for work, what it need not know at once is kept back and goes with the work. */
const createConnection = (socket: Socket) => {
  let held = '';
  let isAsking = false;
  return {
    accept: (): void => {
      held += accepted;
    },
    ask: (session: RuntimeSession): void => {
      isAsking = true;
      session.onNext((invocation) => {
        isAsking = false;
        socket.cork();
        socket.write(held + headOf(invocation), 'latin1');
        socket.write(invocation.payload);
        socket.uncork();
        held = '';
      });
    },
    flush: (): void => {
      if (isAsking || held === '') return;
      socket.write(held, 'latin1');
      held = '';
    },
  };
};

const handle = (
  session: RuntimeSession,
  found: RegExpExecArray,
  request: RuntimeRequest,
  connection: ReturnType<typeof createConnection>,
): void => {
  const [, , requestId = '', outcome, init] = found;
  if (request.method === 'GET' && requestId === 'next') {
    connection.ask(session);
    return;
  }
  connection.accept();
  if (init !== undefined) session.onInitError(request.body);
  else if (outcome === 'error') session.onError(requestId, request.body);
  else session.onResponse(requestId, request.body);
};

/**
 * The Runtime API over a bare `net` server: with node:http on both sides an invocation costs four times as much.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export const startRuntimeApi = async (): Promise<RuntimeApi> => {
  const sessions = new Map<string, RuntimeSession>();
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A process that was killed resets its connection; its end is seen by its exit.
    socket.on('error', () => socket.destroy());
    const connection = createConnection(socket);
    const read = createRequestReader((request) => {
      const found = route.exec(request.path);
      const session = sessions.get(found?.[1] ?? '');
      if (found === null || session === undefined) socket.end(refused);
      else handle(session, found, request, connection);
    });
    socket.on('data', (chunk) => {
      read(chunk);
      connection.flush();
    });
  });
  const port = await listen(server, 0, 'Lambda Runtime API');
  return {
    open: (token, session) => {
      sessions.set(token, session);
      return `127.0.0.1:${port}/${token}`;
    },
    close: (token) => sessions.delete(token),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
