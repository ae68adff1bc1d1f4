import { join } from 'node:path';
import type { Decision } from '@signalbox/contracts';
import { runIn } from './run-release.ts';

export interface ReplayRun {
  readonly endpoint: string;
  /** The sources whose CLI replays. */
  readonly folder: string;
  /** From here on, epoch ms of the cloud. */
  readonly since: number;
}

const replayed = async ({ endpoint, folder, since }: ReplayRun, rules: readonly string[]): Promise<Decision[]> => {
  const main = join(folder, 'packages/cli/src/main.ts');
  const from = new Date(since).toISOString();
  const options = [...rules, '--from', from, '--decisions', '--json', '--endpoint-url', endpoint];
  const { code, output } = await runIn({ endpoint, folder }, process.execPath, [main, 'replay', ...options]);
  if (code !== 0) throw new Error(`the replay ended with code ${code}: ${output.slice(-2000)}`);
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { type: string } & Decision)
    .filter(({ type }) => type === 'decision');
};

/** What the rules of the sources decide on everything that the cloud has received. @throws Error with what the command said */
export const decisionsOfRules = (run: ReplayRun): Promise<Decision[]> =>
  replayed(run, ['--rules', join(run.folder, 'services/decisions/rules')]);

/** What was decided on it by the rule sets that were in force for each device then. @throws Error with what the command said */
export const decisionsAsReleased = (run: ReplayRun): Promise<Decision[]> => replayed(run, ['--released']);
