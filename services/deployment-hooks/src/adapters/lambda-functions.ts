import {
  GetFunctionCommand,
  type GetFunctionCommandOutput,
  InvokeCommand,
  LambdaClient,
  ListTagsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { clientSettings, PermanentError, sdkError, TransientError } from '@signalbox/lambda-kit';
import type { Functions, Invocation } from '../ports.ts';
import { fileInZip } from './file-in-zip.ts';

/** In the package of a function that decides. */
const bundlePath = 'generated/decision-bundle.cjs';

/** The longest time-out of a function that is probed, and a cold start before. */
const invokeTimeoutMs = 120_000;

const downloadTimeoutMs = 60_000;

const settings = {
  ...clientSettings,
  requestHandler: { ...clientSettings.requestHandler, requestTimeout: invokeTimeoutMs },
};

const parse = (payload: Uint8Array | undefined): unknown => {
  const text = Buffer.from(payload ?? []).toString();
  return text === '' ? undefined : JSON.parse(text);
};

/** What Lambda says of an invocation that failed: `{errorType, errorMessage}`. */
const complaint = (kind: string, value: unknown): string => {
  const { errorType, errorMessage } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return `${kind}: ${[errorType, errorMessage].filter((part) => typeof part === 'string').join(': ') || 'no message'}`;
};

const download = async (url: string): Promise<Uint8Array> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeoutMs) });
  if (!response.ok) throw new TransientError('CODE_UNREADABLE', `the package was answered with ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

/** Functions and their versions: https://docs.aws.amazon.com/lambda/latest/api/ */
export const lambdaFunctions = (client: LambdaClient = new LambdaClient(settings)): Functions => {
  const bundles = new Map<string, Promise<string | undefined>>();

  const get = async (FunctionName: string, Qualifier?: string): Promise<GetFunctionCommandOutput | undefined> => {
    try {
      return await client.send(new GetFunctionCommand({ FunctionName, ...(Qualifier !== undefined && { Qualifier }) }));
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw sdkError('FUNCTION_UNREADABLE', error);
    }
  };

  const readBundle = async (functionName: string, version: string): Promise<string | undefined> => {
    const url = (await get(functionName, version))?.Code?.Location;
    if (url === undefined) {
      throw new PermanentError('CODE_UNREADABLE', `version ${version} of ${functionName} has no package`);
    }
    return (await fileInZip(await download(url), bundlePath))?.toString('utf8');
  };

  const send = async (FunctionName: string, Qualifier: string, payload: unknown): Promise<Invocation> => {
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName, Qualifier, Payload: Buffer.from(JSON.stringify(payload)) }),
    );
    const value = parse(Payload);
    return FunctionError === undefined ? { ok: true, value } : { ok: false, error: complaint(FunctionError, value) };
  };

  return {
    tags: async (functionName) => {
      const arn = (await get(functionName))?.Configuration?.FunctionArn;
      if (arn === undefined) throw new PermanentError('FUNCTION_UNKNOWN', `function ${functionName} does not exist`);
      try {
        return (await client.send(new ListTagsCommand({ Resource: arn }))).Tags ?? {};
      } catch (error) {
        throw sdkError('FUNCTION_UNREADABLE', error);
      }
    },
    version: async (functionName, version) => {
      const configuration = (await get(functionName, version))?.Configuration;
      return configuration && { environment: configuration.Environment?.Variables ?? {} };
    },
    invoke: async (functionName, version, payload) => {
      try {
        return await send(functionName, version, payload);
      } catch (error) {
        throw sdkError('INVOKE_FAILED', error);
      }
    },
    decisionBundle: (functionName, version) => {
      const key = `${functionName}:${version}`;
      const bundle = bundles.get(key) ?? readBundle(functionName, version);
      bundles.set(key, bundle);
      // What failed may be asked for again.
      bundle.catch(() => bundles.delete(key));
      return bundle;
    },
  };
};
