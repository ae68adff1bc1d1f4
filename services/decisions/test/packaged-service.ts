import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const serviceDir = fileURLToPath(new URL('..', import.meta.url));
const cli = createRequire(import.meta.url).resolve('serverless/bin/serverless.js');

export interface Packaged {
  readonly code: number;
  /** What the CLI printed. */
  readonly output: string;
  /** The folder of the packages. */
  readonly target: string;
}

/** This service with rules of its own, in a folder of its own. */
export const serviceWith = (rules: Readonly<Record<string, string>>) => {
  const root = mkdtempSync(join(tmpdir(), 'signalbox-rules-'));
  const folder = join(root, 'services/decisions');
  mkdirSync(join(folder, 'rules'), { recursive: true });
  // The CLI reads its own files only where they really are.
  for (const name of ['serverless.yml', 'resources'])
    cpSync(join(serviceDir, name), join(folder, name), { recursive: true });
  for (const name of ['node_modules', 'package.json', 'scripts', 'src'])
    symlinkSync(join(serviceDir, name), join(folder, name));
  for (const [name, text] of Object.entries(rules)) writeFileSync(join(folder, 'rules', name), text);

  /** `sls package --stage local`, by the unmodified CLI, which finds its cloud at `endpoint`. */
  const pack = async (endpoint = 'http://127.0.0.1:1'): Promise<Packaged> => {
    const file = { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    writeFileSync(
      join(root, '.env.local'),
      Object.entries(file)
        .map((pair) => `${pair.join('=')}\n`)
        .join(''),
    );
    const target = join(root, 'target');
    const { PATH, HOME } = process.env;
    const ran = promisify(execFile)(process.execPath, [cli, 'package', '--stage', 'local', '--package', target], {
      cwd: folder,
      env: { PATH, HOME, SLS_TELEMETRY_DISABLED: '1', SLS_AWS_REQUEST_MAX_RETRIES: '0' },
      timeout: 60_000,
    });
    try {
      const { stdout, stderr } = await ran;
      return { code: 0, output: stdout + stderr, target };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr, target };
    }
  };

  return { pack, close: () => rmSync(root, { recursive: true }) };
};
