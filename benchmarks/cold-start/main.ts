import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleOptions } from '@signalbox/lambda-kit/esbuild';
import { type BuildOptions, build } from 'esbuild';
import { events } from './events.ts';
import { startFakeAws } from './fake-aws.ts';
import { type PackagedFunction, packagedFunctions } from './functions.ts';

const usage = `usage: pnpm bench cold-start [--runs 11]

Per function: bundle KB, init and first call in ms (medians), each run in a fresh Node process, with AWS answered at once by a
local stand-in. Beside an empty handler, and beside the same building blocks with two SDK clients made eagerly: the ratio is to
runs of that one in turns with the function's own. Goal: init + first call at most 0.7 of the eager one.
`;

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '11' }, help: { type: 'boolean', short: 'h', default: false } },
});

/** All that is shipped: the entry and the chunks that it loads when they are needed. */
const kilobytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size / 1024, 0);

interface Measured {
  readonly kilobytes: number;
  readonly initMs: number;
  readonly firstCallMs: number;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** esbuild as most projects run it: CommonJS dependencies of an ES module need `require`. */
const plainOptions: BuildOptions = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
};

const runOnce = async (
  bundle: string,
  event: object,
  environment: Readonly<Record<string, string>>,
): Promise<{ initMs: number; firstCallMs: number }> => {
  const child = fork(join(import.meta.dirname, 'fresh-process.ts'), [bundle, JSON.stringify(event)], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => (complaint += chunk));
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (typeof said !== 'object' || said === null) throw new Error(`${bundle} failed:\n${complaint.slice(-500)}`);
  return said as { initMs: number; firstCallMs: number };
};

/** A bundle and what one invocation of it needs. */
interface Candidate {
  readonly bundle: string;
  readonly event: () => object;
  readonly environment: Readonly<Record<string, string>>;
}

/** Medians of each, run in turns: a machine that slows down meanwhile slows all of them down. */
const measure = async (candidates: readonly Candidate[]): Promise<readonly Measured[]> => {
  const runs = candidates.map((): { initMs: number; firstCallMs: number }[] => []);
  for (let run = 0; run < Number(values.runs); run++) {
    for (const [place, { bundle, environment, event }] of candidates.entries())
      runs[place]?.push(await runOnce(bundle, event(), environment));
  }
  return candidates.map(({ bundle }, place) => ({
    kilobytes: kilobytesIn(dirname(bundle)),
    initMs: median((runs[place] ?? []).map(({ initMs }) => initMs)),
    firstCallMs: median((runs[place] ?? []).map(({ firstCallMs }) => firstCallMs)),
  }));
};

const print = (name: string, { kilobytes, initMs, firstCallMs }: Measured, eager: Measured): void => {
  const ratio = (initMs + firstCallMs) / (eager.initMs + eager.firstCallMs);
  const figures = [kilobytes, initMs, firstCallMs].map((figure) => figure.toFixed(1).padStart(10)).join('');
  process.stdout.write(`${name.padEnd(36)}${figures}${ratio.toFixed(2).padStart(10)}\n`);
};

const processEnvironment = (url: string): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_ENDPOINT_URL: url,
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  NODE_NO_WARNINGS: '1',
});

const eventOf = ({ service, name }: PackagedFunction): (() => object) => {
  const event = events[name];
  if (event === undefined) throw new Error(`benchmarks/cold-start/events.ts has no event for ${service}/${name}`);
  return event;
};

const compare = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-cold-start-'));
  const { url, server } = await startFakeAws();
  const environment = processEnvironment(url);
  const bundle = async (name: string, entry: string, options: BuildOptions): Promise<string> => {
    const outdir = join(folder, name);
    const layout = { outdir, entryNames: 'index', outExtension: { '.js': '.mjs' } };
    await build({ ...options, ...layout, entryPoints: [entry], logLevel: 'error' });
    return join(outdir, 'index.mjs');
  };
  try {
    const functions = await packagedFunctions();
    const beside = (name: string) => join(import.meta.dirname, `${name}-handler.ts`);
    const eager = { bundle: await bundle('eager', beside('eager'), plainOptions), event: () => ({}), environment };
    const empty = { ...eager, bundle: await bundle('empty', beside('empty'), plainOptions) };
    process.stdout.write(
      `${''.padEnd(36)}${['KB', 'init ms', 'first ms', 'ratio'].map((title) => title.padStart(10)).join('')}\n`,
    );
    const row = async (name: string, candidate: Candidate): Promise<void> => {
      const [measured, compared] = await measure([candidate, eager]);
      if (measured && compared) print(name, measured, compared);
    };
    await row('eager SDK clients (compared with)', eager);
    await row('empty handler', empty);
    for (const each of functions) {
      const file = await bundle(`${each.service}-${each.name}`, each.entry, bundleOptions);
      const own = { bundle: file, event: eventOf(each), environment: { ...environment, ...each.environment } };
      await row(`${each.service}/${each.name}`, own);
    }
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

if (values.help) process.stdout.write(usage);
else await compare();
