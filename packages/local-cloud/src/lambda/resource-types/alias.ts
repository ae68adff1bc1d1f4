import { resourceType } from '../../kernel/resource-type.ts';
import { type AliasInput, createAlias, deleteAlias, updateAlias } from '../functions/aliases.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';

interface Properties {
  readonly FunctionName: string;
  readonly FunctionVersion: string;
  readonly Name: string;
  readonly Description?: string;
  readonly RoutingConfig?: {
    readonly AdditionalVersionWeights?: readonly {
      readonly FunctionVersion: string;
      readonly FunctionWeight: number;
    }[];
  };
}

const text = { type: 'string' };
const weight = {
  type: 'object',
  properties: { FunctionVersion: text, FunctionWeight: { type: 'number' } },
  required: ['FunctionVersion', 'FunctionWeight'],
};

const schema = {
  properties: {
    FunctionName: text,
    FunctionVersion: text,
    Name: text,
    Description: text,
    RoutingConfig: { type: 'object', properties: { AdditionalVersionWeights: { type: 'array', items: weight } } },
  },
  required: ['FunctionName', 'FunctionVersion', 'Name'],
};

const inputOf = ({ FunctionVersion, Description = '', RoutingConfig }: Properties): AliasInput => ({
  FunctionVersion,
  Description,
  RoutingConfig: {
    AdditionalVersionWeights: Object.fromEntries(
      (RoutingConfig?.AdditionalVersionWeights ?? []).map((each) => [each.FunctionVersion, each.FunctionWeight]),
    ),
  },
});

/** AWS::Lambda::Alias. */
export const aliasType = (parts: LambdaParts) =>
  resourceType<Properties>({
    typeName: 'AWS::Lambda::Alias',
    schema,
    createOnly: ['FunctionName', 'Name'],
    create: async (properties) => {
      const { name } = parseIdentifier(properties.FunctionName);
      createAlias(parts, name, properties.Name, inputOf(properties));
      const arn = parts.arn(name, properties.Name);
      return { physicalId: arn, attributes: { AliasArn: arn } };
    },
    update: async ({ physicalId, attributes }, properties) => {
      const { name, qualifier = '' } = parseIdentifier(physicalId);
      updateAlias(parts, name, qualifier, inputOf(properties));
      return { physicalId, attributes };
    },
    remove: async ({ physicalId }) => {
      const { name, qualifier } = parseIdentifier(physicalId);
      if (qualifier !== undefined) deleteAlias(parts, name, qualifier);
    },
  });
