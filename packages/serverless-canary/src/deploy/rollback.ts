import type { Serverless, StackParameter } from '../serverless.ts';
import { allAtOnce } from '../settings/deployment-type.ts';
import { logicalIds } from '../template/logical-ids.ts';
import { storedTemplate } from './stored-templates.ts';

/** Folder of a stored deployment, as osls names it: epoch ms and ISO 8601 of its timestamp, given in either way. */
const folderOf = (timestamp: string): string | undefined => {
  const written = new Date(timestamp);
  const date = Number.isNaN(written.valueOf()) ? new Date(Number(timestamp)) : written;
  return Number.isNaN(date.valueOf()) ? undefined : `${date.getTime()}-${date.toISOString()}`;
};

/**
 * Parameters with which the stored template of `timestamp` goes out all at once: who rolls back does not want to wait, and is not to be
 * stopped by the alarms that made him. Undefined if that template knows no such parameter, so that CloudFormation would refuse it.
 */
export const rollbackParameters = async (
  serverless: Serverless,
  timestamp: string,
): Promise<readonly StackParameter[] | undefined> => {
  const folder = folderOf(timestamp);
  // The framework itself says which deployment is not there.
  const template = folder === undefined ? undefined : await storedTemplate(serverless, folder);
  if (template?.Parameters?.[logicalIds.parameter] === undefined) return undefined;
  const others = (serverless.service.provider.stackParameters ?? []).filter(
    ({ ParameterKey }) => ParameterKey !== logicalIds.parameter,
  );
  return [...others, { ParameterKey: logicalIds.parameter, ParameterValue: allAtOnce }];
};
