import { join } from 'node:path';
import type { Decision } from '@signalbox/contracts';
import { runIn } from './run-release.ts';

/**
 * What the rules of the sources decide on everything that the cloud has received since `since`, epoch ms of the cloud.
 * @throws Error with what the command said
 */
export const replayedDecisions = async (
  endpoint: string,
  folder: string,
  since: number,
): Promise<readonly Decision[]> => {
  const main = join(folder, 'packages/cli/src/main.ts');
  const rules = join(folder, 'services/decisions/rules');
  const from = new Date(since).toISOString();
  const options = ['--rules', rules, '--from', from, '--decisions', '--json', '--endpoint-url', endpoint];
  const { code, output } = await runIn({ endpoint, folder }, process.execPath, [main, 'replay', ...options]);
  if (code !== 0) throw new Error(`the replay ended with code ${code}: ${output.slice(-2000)}`);
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { type: string } & Decision)
    .filter(({ type }) => type === 'decision');
};
