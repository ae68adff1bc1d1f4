import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { isLoopback, isStageName, localEnvironment } from './environment.ts';

interface Serverless {
  readonly serviceDir: string;
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  getProvider(name: 'aws'): { getStage(): string };
}

const stageFile = '.env.local';

/**
 * Serverless plugin: `--stage local` talks to the embedded cloud and can never reach AWS, any other stage can never reach the
 * embedded cloud. Endpoint and credentials of the stage stand in `.env.local` at the root of the repository; whatever AWS
 * variables, profile or proxy the shell has is put aside for that stage.
 */
export default class StageGuard {
  constructor(serverless: Serverless) {
    const stage = serverless.getProvider('aws').getStage();
    if (!isStageName(stage)) {
      const rule = 'a letter, then up to 19 letters or digits, all lower case';
      throw new serverless.classes.Error(
        `"${stage}" cannot be a stage: ${rule} (it is part of IoT rule and bucket names)`,
        'STAGE_NAME',
      );
    }
    if (stage === 'local') this.#enterLocal(join(serverless.serviceDir, '..', '..', stageFile));
    else this.#refuseLoopback(stage, serverless.classes.Error);
  }

  #enterLocal(file: string): void {
    const { set, unset } = localEnvironment(process.env, parseEnv(readFileSync(file, 'utf8')));
    for (const name of unset) delete process.env[name];
    Object.assign(process.env, set);
  }

  #refuseLoopback(stage: string, Refusal: Serverless['classes']['Error']): void {
    const [name, url] =
      Object.entries(process.env).find(([key, value]) => key.startsWith('AWS_ENDPOINT_URL') && isLoopback(value)) ?? [];
    if (name === undefined) return;
    throw new Refusal(
      `${name}=${url} points at the embedded cloud, but the stage is "${stage}". Unset it, or deploy with --stage local.`,
      'STAGE_GUARD',
    );
  }
}
