import { PermanentError } from '@signalbox/lambda-kit';
import type { Kind } from './kinds.ts';
import type { Functions } from './ports.ts';

/** Whether there is such a function by now, and of that kind. */
export const functionExists = async (
  { tags }: Pick<Functions, 'tags'>,
  functionName: string,
  kind: Kind,
): Promise<boolean> => {
  try {
    return (await tags(functionName))['signalbox:kind'] === kind;
  } catch (error) {
    if (error instanceof PermanentError && error.code === 'FUNCTION_UNKNOWN') return false;
    throw error;
  }
};
