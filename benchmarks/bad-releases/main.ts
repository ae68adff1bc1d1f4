import { prepareBase } from './base.ts';
import type { Change } from './change.ts';
import { faults } from './faults/index.ts';
import { goodReleases } from './good/index.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { heading, rowOf, summaryOf, type Tried } from './report.ts';
import { copySources } from './sources.ts';
import { runTrial } from './trial.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Release {
  readonly change: Change;
  readonly isGood: boolean;
  readonly showsBeforeTraffic: boolean;
}

const releaseOf = (name: string): Release | undefined => {
  const fault = faults[name];
  if (fault !== undefined) return { change: fault, isGood: false, showsBeforeTraffic: fault.showsBeforeTraffic };
  const good = goodReleases[name];
  return good && { change: good, isGood: true, showsBeforeTraffic: false };
};

const run = async (options: Options): Promise<boolean> => {
  const sources = copySources();
  try {
    const { devices, keep, only, plain, speed, warmUpMs } = options;
    say(`${devices} devices, clock at ${speed} times; deploying the version before`);
    const base = await prepareBase({ folder: sources.folder, devices, speed, warmUpMs });
    const tried: Tried[] = [];
    const broken: string[] = [];
    say(heading);
    for (const name of only) {
      const release = releaseOf(name);
      if (release === undefined) continue;
      const { change, ...kind } = release;
      try {
        const outcome = await runTrial(change, { base, sources, speed, devices, plain, keep, isGood: release.isGood });
        const trial = { ...kind, title: change.title, outcome };
        tried.push(trial);
        say(rowOf(trial));
        for (const wrong of outcome.commands.wrong) say(`  wrong command: ${JSON.stringify(wrong)}`);
      } catch (error) {
        broken.push(name);
        say(`${name}: could not be tried: ${(error as Error).message}`);
      }
    }
    base.remove();
    const { lines, reached } = summaryOf(tried);
    for (const line of ['', ...lines]) say(line);
    if (broken.length > 0) say(`could not be tried: ${broken.join(', ')}`);
    return reached && broken.length === 0;
  } finally {
    sources.remove();
  }
};

const main = async (): Promise<void> => {
  let options: Options | undefined;
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`bad-releases: ${(error as Error).message}\n`);
    process.exitCode = 2;
    return;
  }
  if (options === undefined) process.stdout.write(usage);
  else process.exitCode = (await run(options)) ? 0 : 1;
};

await main();
