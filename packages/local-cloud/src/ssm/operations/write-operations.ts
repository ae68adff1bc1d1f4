import type { DeleteParameterRequest, DeleteParametersRequest, PutParameterRequest } from '@aws-sdk/client-ssm';
import { UnsupportedError } from '../../kernel/aws-error.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { Parameters } from '../parameters.ts';
import { parameterNotFound, validationException } from '../ssm-error.ts';

const refuseUnsupported = ({ Type, KeyId, Tier, DataType }: PutParameterRequest): void => {
  if (Type !== undefined && !['String', 'StringList', 'SecureString'].includes(Type))
    throw validationException(
      `1 validation error detected: Value '${Type}' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [SecureString, StringList, String]`,
    );
  if (KeyId !== undefined && KeyId !== 'alias/aws/ssm') throw new UnsupportedError(`the key ${KeyId} of a parameter`);
  if (Tier !== undefined && Tier !== 'Standard') throw new UnsupportedError(`the parameter tier ${Tier}`);
  if (DataType !== undefined && DataType !== 'text') throw new UnsupportedError(`the parameter data type ${DataType}`);
};

const put = (parameters: Parameters, arnOf: (accessKeyId: string) => string): Operation =>
  operation<PutParameterRequest, object>(
    ['Name', 'Description', 'Value', 'Type', 'KeyId', 'Overwrite', 'AllowedPattern', 'Tags', 'Tier', 'DataType'],
    (input, { signer }) => {
      refuseUnsupported(input);
      const version = parameters.put({
        name: input.Name ?? '',
        type: input.Type,
        value: input.Value ?? '',
        description: input.Description,
        allowedPattern: input.AllowedPattern,
        overwrite: input.Overwrite === true,
        tags: Object.fromEntries((input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
        by: arnOf(signer.accessKeyId),
      });
      return { Version: version, Tier: 'Standard' };
    },
  );

/** Putting and deleting parameters. */
export const writeOperations = (
  parameters: Parameters,
  arnOf: (accessKeyId: string) => string,
): Readonly<Record<string, Operation>> => ({
  DeleteParameter: operation<DeleteParameterRequest, object>(['Name'], ({ Name = '' }) => {
    if (!parameters.remove(Name)) throw parameterNotFound();
    return {};
  }),
  DeleteParameters: operation<DeleteParametersRequest, object>(['Names'], ({ Names = [] }) => {
    const deleted = Names.filter((name) => parameters.remove(name));
    return { DeletedParameters: deleted, InvalidParameters: Names.filter((name) => !deleted.includes(name)) };
  }),
  PutParameter: put(parameters, arnOf),
});
