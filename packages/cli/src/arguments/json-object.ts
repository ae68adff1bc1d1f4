import { InvalidArgumentError } from 'commander';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(`It is not JSON: ${(error as Error).message}.`);
  }
};

/**
 * `{"speed": 100}`.
 * @throws InvalidArgumentError
 */
export const parseJsonObject = (text: string): Record<string, unknown> => {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidArgumentError('It must be a JSON object such as \'{"speed": 100}\'.');
  }
  return value as Record<string, unknown>;
};
