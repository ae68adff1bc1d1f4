import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LambdaClient, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { storedZip } from '../../test/stored-zip.ts';
import { lambdaFunctions } from './lambda-functions.ts';

type Input = Readonly<Record<string, unknown>>;

/** Functions behind a client that answers by the name of the command. */
const functions = (answers: Readonly<Record<string, (input: Input) => unknown>>) => {
  const send = async ({
    constructor: { name },
    input,
  }: {
    readonly input: Input;
    readonly constructor: { name: string };
  }) => answers[name]?.(input);
  return lambdaFunctions({ send } as unknown as LambdaClient);
};

const gone = () => {
  throw new ResourceNotFoundException({ message: 'gone', $metadata: {}, Type: 'User' });
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Where a package is found, and how often it was fetched. */
const served = async (body: Buffer, status = 200) => {
  const fetched = { times: 0 };
  const server = createServer((_request, response) => {
    fetched.times += 1;
    response.writeHead(status, { connection: 'close' }).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { fetched, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
};

describe('tags and versions', () => {
  it('asks for the tags of the function, not of a version', async () => {
    const made = functions({
      GetFunctionCommand: ({ Qualifier }) => ({ Configuration: { FunctionArn: `arn:f${Qualifier ?? ''}` } }),
      ListTagsCommand: ({ Resource }) => ({ Tags: { resource: Resource } }),
    });
    expect(await made.tags('f')).toEqual({ resource: 'arn:f' });
    await expect(functions({ GetFunctionCommand: gone }).tags('f')).rejects.toMatchObject({ code: 'FUNCTION_UNKNOWN' });
  });

  it('gives the environment of a version, and nothing of one that is gone', async () => {
    const Configuration = { Environment: { Variables: { A: '1' } } };
    expect(await functions({ GetFunctionCommand: () => ({ Configuration }) }).version('f', '4')).toEqual({
      environment: { A: '1' },
    });
    expect(await functions({ GetFunctionCommand: gone }).version('f', '4')).toBeUndefined();
  });
});

describe('invoke', () => {
  const invoked = (answer: object) => functions({ InvokeCommand: () => answer }).invoke('f', '4', { probe: true });

  it('gives what the function gives', async () => {
    expect(await invoked({ Payload: Buffer.from('{"a":1}') })).toEqual({ ok: true, value: { a: 1 } });
    expect(await invoked({})).toEqual({ ok: true, value: undefined });
  });

  it('says how the function failed', async () => {
    const Payload = Buffer.from('{"errorType":"EnvironmentError","errorMessage":"A must be set"}');
    const error = 'Unhandled: EnvironmentError: A must be set';
    expect(await invoked({ FunctionError: 'Unhandled', Payload })).toEqual({ ok: false, error });
    expect(await invoked({ FunctionError: 'Unhandled' })).toEqual({ ok: false, error: 'Unhandled: no message' });
  });

  it('throws what keeps it from being asked', async () => {
    await expect(functions({ InvokeCommand: gone }).invoke('f', '4', {})).rejects.toMatchObject({
      code: 'INVOKE_FAILED',
    });
  });
});

describe('decisionBundle', () => {
  const at = (url: string | undefined) => functions({ GetFunctionCommand: () => ({ Code: { Location: url } }) });

  it('takes the bundle out of the package, once a version', async () => {
    const { fetched, url } = await served(
      storedZip({ 'src/decide.mjs': 'x', 'generated/decision-bundle.cjs': 'bundle é' }),
    );
    const made = at(url);
    const [one, again] = await Promise.all([made.decisionBundle('f', '4'), made.decisionBundle('f', '4')]);
    expect([one, again, fetched.times]).toEqual(['bundle é', 'bundle é', 1]);
  });

  it('tells a package without one from a package that cannot be read', async () => {
    expect(await at((await served(storedZip({ 'src/decide.mjs': 'x' }))).url).decisionBundle('f', '4')).toBeUndefined();
    const broken = at((await served(Buffer.from('no zip'))).url).decisionBundle('f', '4');
    await expect(broken).rejects.toMatchObject({ code: 'PACKAGE_UNREADABLE' });
    const denied = at((await served(Buffer.from(''), 403)).url).decisionBundle('f', '4');
    await expect(denied).rejects.toMatchObject({ code: 'CODE_UNREADABLE' });
    await expect(at(undefined).decisionBundle('f', '4')).rejects.toMatchObject({ code: 'CODE_UNREADABLE' });
  });
});
