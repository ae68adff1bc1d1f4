import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  InvokeCommand,
  type InvokeCommandInput,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { type Cloud, type CloudOptions, type Factories, startCloud } from '../../cloud.ts';
import { createLambda } from '../service.ts';
import { createWitness, fakeServices, type Witness } from './fake-services.ts';
import { zip } from './zip.ts';

export interface LambdaCloud {
  readonly cloud: Cloud;
  readonly client: LambdaClient;
  readonly witness: Witness;
  /** Makes a function of one ESM file `index.mjs`. */
  create(
    name: string,
    code: string | Readonly<Record<string, string>>,
    settings?: Partial<CreateFunctionCommandInput>,
  ): Promise<void>;
  invoke(name: string, event?: unknown, options?: Partial<InvokeCommandInput>): Promise<InvokeOutcome>;
  stop(): Promise<void>;
}

export interface InvokeOutcome {
  readonly payload: unknown;
  readonly functionError: string | undefined;
  readonly executedVersion: string | undefined;
  readonly status: number | undefined;
  readonly log: string;
}

export const startLambdaCloud = async (
  options: Partial<CloudOptions> = {},
  services: Factories = {},
  factory = createLambda,
): Promise<LambdaCloud> => {
  const witness = createWitness();
  const factories = { ...fakeServices(witness), ...services, lambda: factory };
  const cloud = await startCloud(factories, { port: 0, mqttPort: 0, logLevel: 'silent', ...options });
  const client = new LambdaClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    cloud,
    client,
    witness,
    create: async (name, code, settings = {}) => {
      await client.send(
        new CreateFunctionCommand({
          FunctionName: name,
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Role: 'arn:aws:iam::000000000000:role/test',
          Code: { ZipFile: zip(typeof code === 'string' ? { 'index.mjs': code } : code) },
          MemorySize: 512,
          ...settings,
        }),
      );
    },
    invoke: async (name, event = {}, options = {}) => {
      const output = await client.send(
        new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event), LogType: 'Tail', ...options }),
      );
      const text = output.Payload?.transformToString() ?? '';
      return {
        payload: text === '' ? undefined : JSON.parse(text),
        functionError: output.FunctionError,
        executedVersion: output.ExecutedVersion,
        status: output.StatusCode,
        log: Buffer.from(output.LogResult ?? '', 'base64').toString('utf8'),
      };
    },
    stop: async () => {
      client.destroy();
      await cloud.stop();
    },
  };
};
