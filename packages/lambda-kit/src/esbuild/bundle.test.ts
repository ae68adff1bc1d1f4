import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleOptions } from './bundle-options.ts';

const source = `
import { lambdaHandler, lazy } from '../index.ts';
export const handler = lambdaHandler({
  environment: {},
  wire: () => {
    const client = lazy(async () => {
      const { KinesisClient } = await import('@aws-sdk/client-kinesis');
      return new KinesisClient({ region: 'us-east-1' });
    });
    return async () => (await (await client()).config.credentials()).accessKeyId;
  },
});
`;

const script = `
  const http = process.getBuiltinModule('node:http');
  const { handler } = await import(process.argv[1]);
  console.log(JSON.stringify({ key: await handler({}, { functionName: 'fn', functionVersion: '1' }), http: typeof http.request }));
`;

describe('a bundled function', () => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-bundle-'));
  const outfile = join(folder, 'function.mjs');
  let imports: { path: string }[] = [];
  let files: string[] = [];

  beforeAll(async () => {
    const { metafile } = await build({
      ...bundleOptions,
      stdin: { contents: source, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
      outfile,
      metafile: true,
    });
    const [output] = Object.values(metafile.outputs);
    imports = output?.imports ?? [];
    files = Object.keys(metafile.inputs);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('imports nothing at all: builtins come from process.getBuiltinModule', () => {
    expect(imports).toEqual([]);
    expect(files).toContain('native-builtin:http');
  });

  it('holds no credential provider but the environment', () => {
    expect(files.filter((file) => /credential-provider-(?!env)|client-sso|client-sts/.test(file))).toEqual([
      'lambda-credentials:@aws-sdk/credential-provider-node',
    ]);
  });

  it('speaks HTTP/1.1 only', () => {
    expect(files.filter((file) => file.includes('http2'))).toEqual([expect.stringMatching(/^http1-only:/)]);
  });

  it('starts, and makes its client with the credentials of the function', async () => {
    const environment = {
      POWERTOOLS_SERVICE_NAME: 's',
      STAGE: 'local',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
    };
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, outfile], {
      env: environment,
    });
    expect(JSON.parse(stdout)).toEqual({ key: 'key', http: 'function' });
  });
});

describe('the configuration of serverless-esbuild', () => {
  it('is a function for the plugin that requires it', () => {
    const configuration = createRequire(import.meta.url)('./serverless-esbuild.ts');
    expect(configuration()).toMatchObject({ format: 'esm', outputFileExtension: '.mjs', minify: true, exclude: [] });
  });
});
