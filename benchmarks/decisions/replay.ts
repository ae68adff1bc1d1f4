import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat, statfs } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDay } from './generate.ts';

export interface ReplayBenchmark {
  readonly devices: number;
  /** One record of each device a minute. */
  readonly minutes: number;
  readonly seed: number;
  /** The records as gzipped NDJSON instead of plain. */
  readonly gzip: boolean;
  /** Threads that decide; one more reads. */
  readonly jobs: number;
  /** Cores to keep to, as for `taskset -c`; where there is no taskset, all are used. */
  readonly cpus: string;
  /** A directory of rules. Default: those of the decisions service. */
  readonly rules?: string;
}

export const replayDefaults: ReplayBenchmark = {
  ...{ devices: 10_000, minutes: 1440, seed: 1, gzip: false, jobs: 2, cpus: '0,1' },
};

const repository = join(import.meta.dirname, '../..');
const cli = join(repository, 'packages/cli/src/main.ts');
const serviceRules = join(repository, 'services/decisions/rules');

/** What a line takes at most, plain. */
const lineBytes = 400;
const goalSeconds = 60;
const goalMebibytes = 1024;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const refuseFullDisk = async (directory: string, { devices, minutes }: ReplayBenchmark): Promise<void> => {
  const { bavail, bsize } = await statfs(directory);
  const needed = devices * minutes * lineBytes;
  if (bavail * bsize < needed * 1.1) {
    throw new Error(
      `${directory} has not the ${(needed / 1e9).toFixed(1)} GB that the records take; use a smaller --devices`,
    );
  }
};

/** What a process with all its threads has taken so far. */
interface Usage {
  /** Peak resident memory, MiB. */
  readonly mebibytes: number;
  readonly processorSeconds: number;
}

/** Linux counts the time of processes in hundredths of a second for everybody (proc_pid_stat(5), USER_HZ). */
const ticksPerSecond = 100;

/** Undefined where there is no /proc, or the process is gone. */
const usageOf = (pid: number | undefined): Usage | undefined => {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    // After the name in brackets: the state is field 3, utime 14, stime 15.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const ticks = Number(fields[11]) + Number(fields[12]);
    return kibibytes === undefined
      ? undefined
      : { mebibytes: Number(kibibytes) / 1024, processorSeconds: ticks / ticksPerSecond };
  } catch {
    return undefined;
  }
};

const hasTaskset = (cpus: string): boolean => spawnSync('taskset', ['-c', cpus, 'true']).status === 0;

interface Measured {
  readonly seconds: number;
  readonly usage: Usage | undefined;
  readonly summary: Readonly<Record<string, unknown>>;
}

const everyMs = 100;

/** Runs the command as anybody would, in a process of its own. */
const measure = async (path: string, { cpus, jobs, rules = serviceRules }: ReplayBenchmark): Promise<Measured> => {
  const command = [
    process.execPath,
    cli,
    'replay',
    '--rules',
    rules,
    '--records',
    path,
    '--jobs',
    String(jobs),
    '--json',
  ];
  const [program = '', ...args] = hasTaskset(cpus) ? ['taskset', '-c', cpus, ...command] : command;
  const startedAt = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let usage: Usage | undefined;
  const watching = setInterval(() => {
    usage = usageOf(child.pid) ?? usage;
  }, everyMs);
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const text = (await child.stdout.toArray()).join('');
  const code = await exited;
  clearInterval(watching);
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`the replay ended with code ${code}`);
  return { seconds, usage, summary: JSON.parse(text.trimEnd().split('\n').at(-1) ?? '{}') };
};

const report = ({ seconds, usage, summary }: Measured, { devices, minutes }: ReplayBenchmark): boolean => {
  const records = Number(summary['records']);
  const decisions = (summary['byRule'] as readonly { decisions: number }[]).reduce(
    (sum, rule) => sum + rule.decisions,
    0,
  );
  const perSecond = Math.round(records / seconds).toLocaleString('en');
  const realTime = Math.round((minutes * 60) / seconds).toLocaleString('en');
  print(`${records.toLocaleString('en')} records, ${decisions.toLocaleString('en')} decisions`);
  print(`wall time    ${seconds.toFixed(1)} s (start of the process included)`);
  print(
    `processors   ${usage === undefined ? 'unknown here' : `${usage.processorSeconds.toFixed(1)} s of their time`}`,
  );
  print(`records/s    ${perSecond}`);
  print(`real time    ${realTime} times`);
  print(`peak memory  ${usage === undefined ? 'unknown here' : `${usage.mebibytes.toFixed(0)} MiB`}`);
  if (devices < replayDefaults.devices || minutes < replayDefaults.minutes) return true;
  const isMet = seconds < goalSeconds && (usage?.mebibytes ?? 0) < goalMebibytes;
  print(`\ngoals: under ${goalSeconds} s and 1 GiB on 2 cores: ${isMet ? 'met' : 'MISSED'}`);
  return isMet;
};

/** Makes a day of a fleet, replays it by the command line, and prints what that took. */
export const benchmarkReplay = async (options: ReplayBenchmark = replayDefaults): Promise<void> => {
  const { cpus, devices, gzip, jobs, minutes, seed } = options;
  const directory = await mkdtemp(join(tmpdir(), 'bench-replay-'));
  try {
    await refuseFullDisk(directory, options);
    const path = join(directory, gzip ? 'day.ndjson.gz' : 'day.ndjson');
    await writeDay(path, { devices, minutes, seed }, { gzip });
    const gigabytes = ((await stat(path)).size / 1e9).toFixed(2);
    const cores = hasTaskset(cpus) ? `cores ${cpus}` : `all ${availableParallelism()} cores`;
    print(
      `replay of ${minutes} minutes of ${devices.toLocaleString('en')} devices, seed ${seed}: ${gigabytes} GB of ${gzip ? 'gzipped' : 'plain'} NDJSON`,
    );
    print(`${jobs} threads that decide and one that reads, on ${cores}; Node.js ${process.version}\n`);
    if (!report(await measure(path, options), options)) process.exitCode = 1;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
