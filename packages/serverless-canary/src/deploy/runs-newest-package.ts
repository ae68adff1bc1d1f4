import { isDeepStrictEqual } from 'node:util';
import type { Serverless } from '../serverless.ts';
import type { DeployedStack } from './deployed-stack.ts';
import { newestTemplate } from './stored-templates.ts';

/**
 * Whether the stack runs the package that was stored last. A stack that was rolled back runs an earlier one: each template names the folder
 * of its own artifacts, so no two are alike.
 */
export const runsNewestPackage = async (serverless: Serverless, { template }: DeployedStack): Promise<boolean> => {
  const newest = await newestTemplate(serverless);
  return newest !== undefined && isDeepStrictEqual(newest, template);
};
