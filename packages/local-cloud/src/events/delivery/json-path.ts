import { AwsError } from '../../kernel/aws-error.ts';

const step = /\.([\w-]+)|\[(\d+)\]|\['([^']+)'\]/y;

/**
 * Reads the part of JSONPath that EventBridge takes: `$.detail.list[0]`, `$['detail-type']`.
 * @throws AwsError ValidationException
 */
export const readJsonPath = (path: string): readonly string[] => {
  if (!path.startsWith('$')) throw new AwsError('ValidationException', `Invalid JSON path ${path}.`);
  const steps: string[] = [];
  let at = 1;
  while (at < path.length) {
    step.lastIndex = at;
    const found = step.exec(path);
    if (found === null) throw new AwsError('ValidationException', `Invalid JSON path ${path}.`);
    steps.push(found[1] ?? found[2] ?? found[3] ?? '');
    at += found[0].length;
  }
  return steps;
};

/** What stands at a path; undefined if nothing does. */
export const valueAt = (value: unknown, path: string): unknown =>
  readJsonPath(path).reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
    value,
  );
