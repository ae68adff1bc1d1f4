import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ParameterServer {
  readonly endpoint: string;
  /** The names of each GetParameters call. */
  readonly calls: readonly (readonly string[])[];
  readonly close: () => Promise<void>;
}

type Stored = Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;

/** A parameter store that knows GetParameters, in the AWS JSON 1.1 protocol, and nothing else. */
export const parameterServer = async (stored: Stored): Promise<ParameterServer> => {
  const calls: string[][] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { Names } = JSON.parse(Buffer.concat(chunks).toString()) as { Names: string[] };
    calls.push(Names);
    const Parameters = Names.flatMap((Name) => (stored[Name] ? [{ Name, ...stored[Name] }] : []));
    const InvalidParameters = Names.filter((name) => !stored[name]);
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (request.headers['x-amz-target'] === 'AmazonSSM.GetParameters' && Names.length <= 10)
      response.end(JSON.stringify({ Parameters, InvalidParameters }));
    else response.writeHead(400).end(JSON.stringify({ __type: 'ValidationException', message: 'no' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  return { endpoint: `http://127.0.0.1:${port}`, calls, close };
};
