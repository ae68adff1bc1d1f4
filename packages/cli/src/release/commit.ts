import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const git = async (root: string, args: readonly string[]): Promise<string | undefined> => {
  try {
    return (await promisify(execFile)('git', ['-C', root, ...args])).stdout.trim();
  } catch {
    // No git, or no repository: releases are possible from a plain copy of the sources too.
    return undefined;
  }
};

/** What is released: the commit, with `+` if files were changed since. Undefined outside of a repository. */
export const commitOf = async (root: string): Promise<string | undefined> => {
  const commit = await git(root, ['rev-parse', 'HEAD']);
  const changes = await git(root, ['status', '--porcelain']);
  return commit === undefined ? undefined : `${commit}${changes ? '+' : ''}`;
};
