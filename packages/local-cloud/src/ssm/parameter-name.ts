import { AwsError, UnsupportedError } from '../kernel/aws-error.ts';
import { validationException } from './ssm-error.ts';

/**
 * @throws AwsError ValidationException, HierarchyLevelLimitExceededException
 * Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
 */
export const checkParameterName = (name: string): void => {
  if (!/^[a-zA-Z0-9_.\-/]+$/.test(name) || name.length > 1011)
    throw validationException(
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  if (/^\/?(aws|ssm)/i.test(name))
    throw validationException('Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).');
  if (name.includes('/') && !name.startsWith('/'))
    throw validationException('Parameter name must be a fully qualified name.');
  if (name.split('/').length > 16)
    throw new AwsError('HierarchyLevelLimitExceededException', 'Hierarchy depth exceeds the maximum of 15 levels.');
};

/** A parameter as a reader names it: name or ARN, and a version behind a colon. */
export interface Selector {
  readonly name: string;
  readonly version?: number;
  /** As given, with its colon. */
  readonly selector?: string;
}

/** @throws UnsupportedError for a label */
export const readSelector = (text: string): Selector => {
  const [, path] = /^arn:aws:ssm:[^:]*:[^:]*:parameter(\/.+)$/.exec(text) ?? [];
  const named = path === undefined || path.lastIndexOf('/') > 0 ? (path ?? text) : path.slice(1);
  const colon = named.indexOf(':');
  if (colon < 0) return { name: named };
  const selector = named.slice(colon + 1);
  if (!/^\d+$/.test(selector)) throw new UnsupportedError(`parameter labels (${text})`);
  return { name: named.slice(0, colon), version: Number(selector), selector: `:${selector}` };
};
