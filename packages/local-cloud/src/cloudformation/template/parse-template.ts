import { isMap, type JsonMap } from './json.ts';
import { parseYaml } from './parse-yaml.ts';
import { formatError } from './template-error.ts';

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown;
  } catch (cause) {
    throw formatError(`JSON not well-formed. (${(cause as Error).message})`);
  }
};

const refuseNull = (value: unknown, path: string): void => {
  if (value === null || value === undefined) throw formatError(`[${path}] 'null' values are not allowed in templates`);
  if (typeof value !== 'object') return;
  for (const [key, child] of Object.entries(value)) refuseNull(child, `${path}/${key}`);
};

/** Reads a template's text, JSON or YAML, to plain data. @throws AwsError ValidationError */
export const parseTemplate = (body: string): JsonMap => {
  const data = body.trimStart().startsWith('{') ? parseJson(body) : parseYaml(body);
  if (!isMap(data)) throw formatError('unsupported structure.');
  refuseNull(data, '');
  return data;
};
