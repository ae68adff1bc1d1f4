import { type PolicyChange, resourceType } from '../../kernel/resource-type.ts';
import { type AliasInput, createAlias, deleteAlias, getAlias, updateAlias } from '../functions/aliases.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';

import { policySchema, shiftAlias } from './shift-alias.ts';

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

/** Changes an alias. Under an UpdatePolicy a new version takes it over by a deployment of CodeDeploy. */
const update = async (
  parts: LambdaParts,
  aliasArn: string,
  old: Properties,
  properties: Properties,
  change: PolicyChange | undefined,
): Promise<void> => {
  const { name, qualifier = '' } = parseIdentifier(aliasArn);
  const { version } = getAlias(parts, name, qualifier);
  const target = properties.FunctionVersion;
  // A deployment that was begun is joined, wherever it has brought the alias by now.
  const isBegun = change?.isResumed === true && old.FunctionVersion !== target;
  // After a deployment that failed, CodeDeploy has put the alias back itself: then there is nothing to shift.
  if (change !== undefined && (isBegun || version !== target)) {
    const currentVersion = version === target ? old.FunctionVersion : version;
    await shiftAlias(parts, { functionName: name, alias: qualifier, currentVersion, targetVersion: target }, change);
  }
  updateAlias(parts, name, qualifier, inputOf(properties));
};

/** AWS::Lambda::Alias. */
export const aliasType = (parts: LambdaParts) =>
  resourceType<Properties>({
    typeName: 'AWS::Lambda::Alias',
    schema,
    createOnly: ['FunctionName', 'Name'],
    updatePolicy: { member: 'CodeDeployLambdaAliasUpdate', schema: policySchema },
    create: async (properties) => {
      const { name } = parseIdentifier(properties.FunctionName);
      createAlias(parts, name, properties.Name, inputOf(properties));
      const arn = parts.arn(name, properties.Name);
      return { physicalId: arn, attributes: { AliasArn: arn } };
    },
    update: async ({ physicalId, attributes, properties: old }, properties, { change }) => {
      await update(parts, physicalId, old, properties, change);
      return { physicalId, attributes };
    },
    remove: async ({ physicalId }) => {
      const { name, qualifier } = parseIdentifier(physicalId);
      if (qualifier !== undefined) deleteAlias(parts, name, qualifier);
    },
  });
