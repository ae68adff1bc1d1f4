import { AwsError } from '../../kernel/aws-error.ts';
import type { FunctionEntry, FunctionVersion } from './function-record.ts';
import { type FunctionStore, keyOf, latest } from './function-store.ts';
import type { FunctionIdentifier } from './identifier.ts';

/** `arn:aws:lambda:…:function:<name>[:<qualifier>]` in this cloud. */
export type FunctionArn = (name: string, qualifier?: string) => string;

export const notFound = (arn: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, {
    status: 404,
    members: { Type: 'User' },
  });

export interface ResolvedVersion {
  readonly entry: FunctionEntry;
  readonly version: FunctionVersion;
}

/**
 * The version that an invocation of a qualifier runs. An alias with a routing configuration draws by weight each time.
 * @param random gives numbers from 0 up to 1
 * @throws AwsError ResourceNotFoundException
 */
export const resolveVersion = (
  store: FunctionStore,
  arn: FunctionArn,
  { name, qualifier = latest }: FunctionIdentifier,
  random: () => number,
): ResolvedVersion => {
  const entry = store.entries.get(name);
  const alias = store.aliases.get(keyOf(name, qualifier));
  const isRouted = alias?.routing !== undefined && random() < alias.routing.weight;
  const number = isRouted ? alias?.routing?.version : (alias?.version ?? qualifier);
  const version = store.versions.get(keyOf(name, number));
  if (entry === undefined || version === undefined) {
    throw notFound(arn(name, qualifier === latest ? undefined : qualifier));
  }
  return { entry, version };
};
