import { UnsupportedError } from '../../kernel/aws-error.ts';
import { isMap } from './json.ts';

const pattern = /\{\{resolve:([^:}]+):([^}]*)\}\}/g;

/** Reads a parameter of the Parameter Store. */
export type ReadParameter = (name: string, version?: number) => { readonly type: string; readonly value: string };

const resolveText = (text: string, read: ReadParameter): string =>
  text.replace(pattern, (_whole, service: string, rest: string) => {
    if (service !== 'ssm') throw new UnsupportedError(`the dynamic reference {{resolve:${service}:…}}`);
    const [, name = rest, version] = /^(.*?)(?::(\d+))?$/.exec(rest) ?? [];
    const { type, value } = version === undefined ? read(name) : read(name, Number(version));
    if (type === 'SecureString') throw new UnsupportedError(`{{resolve:ssm:${name}}} of a SecureString (ssm-secure)`);
    return value;
  });

/**
 * Replaces `{{resolve:ssm:name:version}}` in every text of a resource's properties.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
 * @throws UnsupportedError for any other service; what `read` throws
 */
export const resolveDynamicReferences = (value: unknown, read: ReadParameter): unknown => {
  if (typeof value === 'string') return value.includes('{{resolve:') ? resolveText(value, read) : value;
  if (Array.isArray(value)) return value.map((item) => resolveDynamicReferences(item, read));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveDynamicReferences(item, read)]));
};
