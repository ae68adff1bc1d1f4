import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '@signalbox/cli/e2e/cloud-process';
import { serverless } from '@signalbox/cli/e2e/serverless';
import { freePort } from './free-port.ts';

const usage = `usage: pnpm bench deploy

Wall time, in a fresh clone with a warm package store: of \`npm start\` until it says ready (install, cloud, deployment, fleet), then of
\`sls deploy --stage local\` with nothing changed and with one rule changed. Compared with the deployment of everything.
`;

const readyWithinMs = 300_000;

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
}

const npmStart = (clone: string, port: number, mqttPort: number): Started => {
  const args = ['start', '--', '--port', `${port}`, '--mqtt-port', `${mqttPort}`];
  const child = spawn('npm', args, { cwd: clone, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return { child, said: () => said };
};

const untilReady = async ({ child, said }: Started): Promise<void> => {
  const deadline = performance.now() + readyWithinMs;
  while (!/^ready\b/m.test(said())) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`npm start did not get ready:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
};

const deploy = async (clone: string, endpoint: string): Promise<void> => {
  const { code, output } = await serverless(endpoint, ['deploy', '--stage', 'local'], clone);
  if (code !== 0) throw new Error(output);
};

const changeOneRule = (clone: string): void => {
  const file = join(clone, 'services/decisions/rules/pump-overheating.yaml');
  const rule = readFileSync(file, 'utf8');
  const changed = rule.replace(/(temperature >= )(\d+)/, (_, before, limit) => `${before}${Number(limit) + 1}`);
  if (changed === rule) throw new Error(`${file} has no limit to change`);
  writeFileSync(file, changed);
};

const print = (what: string, seconds: number, whole: number): void => {
  process.stdout.write(
    `${what.padEnd(52)}${seconds.toFixed(1).padStart(8)} s${(seconds / whole).toFixed(2).padStart(8)}\n`,
  );
};

const run = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-deploy-'));
  const clone = join(folder, 'signalbox');
  execFileSync('git', ['clone', '--quiet', repositoryRoot, clone]);
  const [port, mqttPort] = [await freePort(), await freePort()];
  const started = npmStart(clone, port, mqttPort);
  try {
    const whole = await timed(() => untilReady(started));
    const endpoint = `http://127.0.0.1:${port}`;
    process.stdout.write(`${''.padEnd(52)}${'wall'.padStart(10)}${'ratio'.padStart(8)}\n`);
    print('npm start, fresh clone, until ready', whole, whole);
    print('sls deploy --stage local, nothing changed', await timed(() => deploy(clone, endpoint)), whole);
    changeOneRule(clone);
    print('sls deploy --stage local, one rule changed', await timed(() => deploy(clone, endpoint)), whole);
  } finally {
    const gone = once(started.child, 'exit');
    if (started.child.pid !== undefined) process.kill(-started.child.pid, 'SIGINT');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
};

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
if (values.help) process.stdout.write(usage);
else await run();
