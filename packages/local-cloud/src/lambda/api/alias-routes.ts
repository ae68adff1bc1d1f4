import type { Route } from '../../kernel/api.ts';
import { type AliasInput, createAlias, deleteAlias, getAlias, updateAlias } from '../functions/aliases.ts';
import { describeAlias } from '../functions/describe.ts';
import { aliasesOf } from '../functions/function-store.ts';
import { latestVersion } from '../functions/functions.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import { page } from './page.ts';
import { restOperation } from './rest-operation.ts';

interface Named {
  readonly FunctionName: string;
  readonly Name: string;
}

const aliases = '/2015-03-31/functions/{FunctionName}/aliases';
const one = `${aliases}/{Name}`;

const nameOf = ({ FunctionName }: { readonly FunctionName: string }): string => parseIdentifier(FunctionName).name;

/** Aliases of functions. */
export const aliasRoutes = (parts: LambdaParts): readonly Route[] => [
  restOperation<Named & AliasInput>(
    'CreateAlias',
    'POST',
    aliases,
    { body: ['Name', 'FunctionVersion', 'Description', 'RoutingConfig'], status: 201 },
    (input) => describeAlias(parts.arn, createAlias(parts, nameOf(input), input.Name, input)),
  ),
  restOperation<Named>('GetAlias', 'GET', one, {}, (input) =>
    describeAlias(parts.arn, getAlias(parts, nameOf(input), input.Name)),
  ),
  restOperation<Named & AliasInput>(
    'UpdateAlias',
    'PUT',
    one,
    { body: ['FunctionVersion', 'Description', 'RoutingConfig', 'RevisionId'] },
    (input) => describeAlias(parts.arn, updateAlias(parts, nameOf(input), input.Name, input)),
  ),
  restOperation<Named>('DeleteAlias', 'DELETE', one, { status: 204 }, (input) => {
    deleteAlias(parts, nameOf(input), input.Name);
    return undefined;
  }),
  restOperation<{ FunctionName: string; FunctionVersion?: string; Marker?: string; MaxItems?: string }>(
    'ListAliases',
    'GET',
    aliases,
    { query: ['FunctionVersion', 'Marker', 'MaxItems'] },
    (input) => {
      const { functionName } = latestVersion(parts, nameOf(input));
      const all = aliasesOf(parts.store, functionName).filter(
        (each) =>
          input.FunctionVersion === undefined ||
          each.version === input.FunctionVersion ||
          each.routing?.version === input.FunctionVersion,
      );
      const { items, next } = page(all, input.Marker, input.MaxItems, 50);
      return { Aliases: items.map((each) => describeAlias(parts.arn, each)), ...next };
    },
  ),
];
