import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError } from '../kernel/aws-error.ts';
import type { Request, Response } from '../kernel/request.ts';
import type { Service } from '../kernel/service.ts';
import type { Dispatch } from './dispatch.ts';
import { acceptHttp2 } from './http2.ts';
import { readSigner } from './signer.ts';

const readBody = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
};

const readRequest = async (incoming: IncomingMessage): Promise<Request> => {
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  const headers = incoming.headers as Record<string, string | undefined>;
  return {
    id: randomUUID(),
    method: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query,
    headers,
    body: await readBody(incoming),
    signer: readSigner(headers, query),
  };
};

const write = (
  outgoing: ServerResponse,
  { status = 200, headers = {}, body = '' }: Response,
  isHead: boolean,
): void => {
  const isJson = typeof body === 'object' && !(body instanceof Uint8Array);
  const bytes = isJson ? JSON.stringify(body) : body;
  const length = { 'content-length': String(Buffer.byteLength(bytes)) };
  outgoing.writeHead(status, {
    ...(isJson ? { 'content-type': 'application/json' } : {}),
    ...(isHead ? {} : length),
    ...headers,
  });
  outgoing.end(isHead ? undefined : bytes);
};

const refusal = (error: unknown): Response => {
  const { code, message, status } =
    error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), { status: 500 });
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: { __type: code, message },
  };
};

/** Answers of our own that need no signature, by path: `/_signalbox/health`. */
export type OwnAnswers = Readonly<Record<string, () => object>>;

/** The one HTTP port: our own paths without a signature, everything else by its SigV4 scope, upgrades to the service that owns the path. */
export const createHttpServer = (dispatch: Dispatch, services: readonly Service[], own: OwnAnswers): Server => {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const isHead = incoming.method === 'HEAD';
    const ownAnswer = own[incoming.url ?? ''];
    if (ownAnswer !== undefined) return write(outgoing, { body: ownAnswer() }, isHead);
    try {
      const request = await readRequest(incoming);
      const response = await dispatch(request);
      const headers = { 'x-amzn-requestid': request.id, 'x-amz-request-id': request.id, ...response.headers };
      write(outgoing, { ...response, headers }, isHead);
    } catch (error) {
      write(outgoing, refusal(error), isHead);
    }
  };
  const server = createServer(
    { keepAliveTimeout: 60_000, requestTimeout: 0 },
    (incoming, outgoing) => void answer(incoming, outgoing),
  );
  acceptHttp2(server, (incoming, outgoing) => void answer(incoming, outgoing));
  server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?')[0];
    const owner = services.find((service) => service.upgrade?.path === path);
    if (owner?.upgrade === undefined) socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    else owner.upgrade.accept(request, socket, head);
  });
  return server;
};
