import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Template } from '../src/template/template.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

const cli = join(root, 'node_modules', 'serverless', 'bin', 'serverless.js');

interface Packaged {
  readonly status: number | null;
  /** What the framework said. */
  readonly output: string;
  readonly templateFile: string;
  template(): Template;
  remove(): void;
}

/** Packages a copy of the fixture with the real framework; `edit` changes its serverless.yml before. */
export const packageFixture = (edit: (file: string) => void = () => undefined): Packaged => {
  const folder = mkdtempSync(join(tmpdir(), 'canary-fixture-'));
  cpSync(join(root, 'test', 'fixture'), folder, { recursive: true });
  // The framework takes plugins of packages and of the service's own folder.
  const plugin = pathToFileURL(join(root, 'src', 'plugin.ts')).href;
  writeFileSync(join(folder, 'plugin.ts'), `export { default } from ${JSON.stringify(plugin)};\n`);
  writeFileSync(join(folder, 'handler.js'), 'exports.run = async () => ({ statusCode: 200 });\n');
  edit(join(folder, 'serverless.yml'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'package'], { cwd: folder, encoding: 'utf8' });
  const templateFile = join(folder, '.serverless', 'cloudformation-template-update-stack.json');
  return {
    status,
    output: stdout + stderr,
    templateFile,
    template: () => JSON.parse(readFileSync(templateFile, 'utf8')),
    remove: () => rmSync(folder, { recursive: true }),
  };
};
