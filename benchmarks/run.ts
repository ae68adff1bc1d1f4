import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const names = readdirSync(here).filter((name) => existsSync(join(here, name, 'main.ts')));

const usage = `usage: pnpm bench <name> [options]

Each benchmark runs ours and what it is compared with in one run and prints its own table.

names: ${names.join(', ')}
       (pnpm bench <name> --help for its options)
`;

const [name, ...options] = process.argv.slice(2);

if (name === '--help' || name === '-h') {
  process.stdout.write(usage);
} else if (name === undefined || !names.includes(name)) {
  process.stderr.write(name === undefined ? usage : `bench: no benchmark is called ${name}\n${usage}`);
  process.exitCode = 2;
} else {
  const child = spawn(process.execPath, [join(here, name, 'main.ts'), ...options], { stdio: 'inherit' });
  // Whoever ends this ends the benchmark, which then tidies up.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
