import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const bundle = async (contents: string) => {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('./', import.meta.url)), loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
  });
  const [output] = Object.values(metafile.outputs);
  const included = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    files: included.map(([file]) => file),
    bytes: outputFiles[0]?.contents.length ?? 0,
    imports: output?.imports,
  };
};

describe('a bundled function', () => {
  it('pulls in neither ajv nor zod, and nothing else from outside', async () => {
    const { files, imports } = await bundle(`export * from './index.ts';`);
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => file.includes('node_modules'))).toEqual([]);
    expect(imports).toEqual([]);
  });

  it('holds only the contracts that it uses', async () => {
    const { files, bytes } = await bundle(`export { commandRequest } from './index.ts';`);
    expect(files.filter((file) => file.includes('generated/')).map((file) => file.split('/').at(-1))).toEqual([
      'command-request.js',
    ]);
    expect(bytes).toBeLessThan(10_000);
  });
});
