import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from '../scripts/generated-files.ts';

const folder = new URL('../generated/', import.meta.url);

describe('generated code', () => {
  it('is what the schemas give now; if not: pnpm --filter @signalbox/contracts build', async () => {
    const onDisk = new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
    expect(onDisk).toEqual(await generatedFiles());
  });
});
