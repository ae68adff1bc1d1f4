import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleOptions } from './bundle-options.ts';

const script = `
  const http = process.getBuiltinModule('node:http');
  const { handler } = await import(process.argv[1]);
  console.log(JSON.stringify({ key: await handler({}, { functionName: 'fn', functionVersion: '1' }), http: typeof http.request }));
`;

const measure = `
  const { handler } = await import(process.argv[1]);
  const ask = () => handler({ probe: { event: {}, measure: true } }, { functionName: 'fn', functionVersion: '1' });
  console.log(JSON.stringify([await ask(), await ask()].map(({ measured }) => measured)));
`;

const run = async (program: string, entry: string): Promise<unknown> => {
  const environment = {
    POWERTOOLS_SERVICE_NAME: 's',
    STAGE: 'local',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, entry], {
    env: environment,
  });
  return JSON.parse(stdout);
};

describe('a bundled function', () => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-bundle-'));
  const entry = join(folder, 'bundled-function.mjs');
  let outputs: readonly [string, Metafile['outputs'][string]][] = [];
  let files: string[] = [];

  beforeAll(async () => {
    const { metafile } = await build({
      ...bundleOptions,
      entryPoints: [fileURLToPath(new URL('../../test/bundled-function.ts', import.meta.url))],
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      metafile: true,
    });
    outputs = Object.entries(metafile.outputs);
    files = Object.keys(metafile.inputs);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('imports nothing from outside: builtins come from process.getBuiltinModule', () => {
    expect(outputs.flatMap(([, { imports }]) => imports).filter(({ external }) => external)).toEqual([]);
    expect(files).toContain('native-builtin:http');
  });

  it('reads at its start no file that holds a client, and all its files are named after it', () => {
    const byPath = new Map(outputs);
    const reached = (path: string): string[] => [
      path,
      ...(byPath.get(path)?.imports ?? []).flatMap(({ path: next, kind }) =>
        kind === 'import-statement' ? reached(next) : [],
      ),
    ];
    const [start = ''] = outputs.find(([, { entryPoint }]) => entryPoint?.endsWith('bundled-function.ts')) ?? [];
    const atStart = reached(start).flatMap((path) => Object.keys(byPath.get(path)?.inputs ?? {}));
    expect(atStart.some((file) => file.includes('powertools/logger'))).toBe(true);
    expect(atStart.filter((file) => /@aws-sdk\/|@smithy\//.test(file))).toEqual([]);
    for (const [path] of outputs) expect(basename(path)).toMatch(/^bundled-function\./);
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
    expect(await run(script, entry)).toEqual({ key: 'key', http: 'function' });
  });

  it('can be measured', async () => {
    const [first, second] = (await run(measure, entry)) as { environment: string; retainedBytes: number }[];
    expect(first?.environment).toBe(second?.environment);
    expect(first?.retainedBytes).toBeGreaterThan(1_000_000);
  });
});

describe('the configuration of serverless-esbuild', () => {
  it('is a function for the plugin that requires it', () => {
    const configuration = createRequire(import.meta.url)('./serverless-esbuild.ts');
    expect(configuration()).toMatchObject({ format: 'esm', outputFileExtension: '.mjs', minify: true, exclude: [] });
  });

  it('lets the CLI end when a bundle fails', async () => {
    const service = mkdtempSync(join(tmpdir(), 'signalbox-service-'));
    const require = createRequire(import.meta.url);
    symlinkSync(fileURLToPath(new URL('../../../../node_modules', import.meta.url)), join(service, 'node_modules'));
    writeFileSync(join(service, 'good.ts'), 'export const handler = async () => {};');
    writeFileSync(join(service, 'bad.ts'), `import './missing.ts';`);
    const config = relative(service, require.resolve('./serverless-esbuild.ts'));
    writeFileSync(
      join(service, 'serverless.yml'),
      JSON.stringify({
        ...{ service: 'failing', plugins: ['serverless-esbuild'], custom: { esbuild: { config } } },
        ...{ provider: { name: 'aws', runtime: 'nodejs24.x' }, package: { individually: true } },
        functions: { good: { handler: 'good.handler' }, bad: { handler: 'bad.handler' } },
      }),
    );
    const cli = require.resolve('serverless/bin/serverless.js');
    const { PATH, HOME } = process.env;
    const packaging = promisify(execFile)(process.execPath, [cli, 'package', '--stage', 'x'], {
      cwd: service,
      env: { PATH, HOME, SLS_TELEMETRY_DISABLED: '1' },
      timeout: 20_000,
    });
    await expect(packaging).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('missing.ts') });
    rmSync(service, { recursive: true });
  });
});
