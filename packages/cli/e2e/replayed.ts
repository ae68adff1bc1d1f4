import { join } from 'node:path';
import { type CloudProcess, repositoryRoot } from './cloud-process.ts';
import { signalbox } from './signalbox.ts';

const rules = join(repositoryRoot, 'services/decisions/rules');

/**
 * Ids of all that the deployed rules decide when the archive is replayed, or, as `released`, the rule sets that decided at the time.
 * @throws what the command said if it failed
 */
export const replayedIds = async (cloud: CloudProcess, released = false): Promise<ReadonlySet<string>> => {
  const decidedBy = released ? ['--released'] : ['--rules', rules];
  const args = ['replay', ...decidedBy, '--from', '12h', '--decisions', '--json'];
  const { code, output, problems } = await signalbox(cloud, args);
  if (code !== 0) throw new Error(`replay ended with ${code}: ${problems}`);
  const lines = output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return new Set(lines.flatMap((line) => (line.decisionId === undefined ? [] : [line.decisionId])));
};
