import type {
  DescribeParametersRequest,
  GetParameterHistoryRequest,
  GetParameterRequest,
  GetParametersByPathRequest,
  GetParametersRequest,
} from '@aws-sdk/client-ssm';
import { AwsError } from '../../kernel/aws-error.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { latestOf, type Parameter, type ParameterVersion } from '../parameter.ts';
import { readSelector, type Selector } from '../parameter-name.ts';
import type { Parameters } from '../parameters.ts';
import type { Secrets } from '../secrets.ts';
import { validationException } from '../ssm-error.ts';
import { applyFilters, isUnder } from './filters.ts';
import { pageOf } from './page.ts';

/** What the reading operations work with. */
export interface Reading {
  readonly parameters: Parameters;
  readonly secrets: Secrets;
  readonly arnOf: (name: string) => string;
}

const shownValue = (secrets: Secrets, type: string, value: string, isDecrypted: boolean | undefined): string =>
  type === 'SecureString' && isDecrypted === true ? secrets.decrypt(value) : value;

const parameterView = (
  { secrets, arnOf }: Reading,
  { name, type }: Parameter,
  { version, value, modifiedAt }: ParameterVersion,
  isDecrypted: boolean | undefined,
  { selector }: Partial<Selector> = {},
): object => ({
  Name: name,
  Type: type,
  Value: shownValue(secrets, type, value, isDecrypted),
  Version: version,
  ...(selector === undefined ? {} : { Selector: selector }),
  LastModifiedDate: modifiedAt / 1000,
  ARN: arnOf(name),
  DataType: 'text',
});

const metadataView = ({ name, type }: Parameter, version: ParameterVersion): object => ({
  Name: name,
  Type: type,
  ...(type === 'SecureString' ? { KeyId: 'alias/aws/ssm' } : {}),
  LastModifiedDate: version.modifiedAt / 1000,
  LastModifiedUser: version.modifiedBy,
  Description: version.description,
  AllowedPattern: version.allowedPattern,
  Version: version.version,
  Tier: 'Standard',
  Policies: [],
  DataType: 'text',
});

const read = (reading: Reading, text: string, isDecrypted: boolean | undefined): object => {
  const selector = readSelector(text);
  const version = reading.parameters.version(selector.name, selector.version);
  return parameterView(reading, reading.parameters.get(selector.name), version, isDecrypted, selector);
};

const readMany = (reading: Reading): Operation =>
  operation<GetParametersRequest, object>(['Names', 'WithDecryption'], ({ Names = [], WithDecryption }) => {
    if (Names.length > 10)
      throw validationException(
        "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length less than or equal to 10",
      );
    const found: object[] = [];
    const invalid: string[] = [];
    for (const name of new Set(Names)) {
      try {
        found.push(read(reading, name, WithDecryption));
      } catch (error) {
        if (!(error instanceof AwsError) || !error.code.endsWith('NotFound')) throw error;
        invalid.push(name);
      }
    }
    return { Parameters: found, InvalidParameters: invalid };
  });

const readPath = (reading: Reading): Operation =>
  operation<GetParametersByPathRequest, object>(
    ['Path', 'Recursive', 'ParameterFilters', 'WithDecryption', 'MaxResults', 'NextToken'],
    (input) => {
      const { Path = '', Recursive, ParameterFilters, WithDecryption } = input;
      if (!Path.startsWith('/'))
        throw validationException(
          `The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can't be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.`,
        );
      const inPath = reading.parameters.list().filter(({ name }) => isUnder(name, Path, Recursive === true));
      const { items, ...next } = pageOf(applyFilters(inPath, ParameterFilters), input, 10);
      return { Parameters: items.map((each) => parameterView(reading, each, latestOf(each), WithDecryption)), ...next };
    },
  );

const history = ({ parameters, secrets }: Reading): Operation =>
  operation<GetParameterHistoryRequest, object>(['Name', 'WithDecryption', 'MaxResults', 'NextToken'], (input) => {
    const parameter = parameters.get(readSelector(input.Name ?? '').name);
    const { items, ...next } = pageOf(parameter.versions, input, 50);
    const view = (version: ParameterVersion) => ({
      ...metadataView(parameter, version),
      Value: shownValue(secrets, parameter.type, version.value, input.WithDecryption),
      Labels: [],
    });
    return { Parameters: items.map(view), ...next };
  });

/** Reading parameters. */
export const readOperations = (reading: Reading): Readonly<Record<string, Operation>> => ({
  DescribeParameters: operation<DescribeParametersRequest, object>(
    ['ParameterFilters', 'MaxResults', 'NextToken'],
    (input) => {
      const chosen = applyFilters(reading.parameters.list(), input.ParameterFilters);
      const { items, ...next } = pageOf(chosen, input, 50);
      const view = (each: Parameter) => ({ ...metadataView(each, latestOf(each)), ARN: reading.arnOf(each.name) });
      return { Parameters: items.map(view), ...next };
    },
  ),
  GetParameter: operation<GetParameterRequest, object>(['Name', 'WithDecryption'], ({ Name = '', WithDecryption }) => ({
    Parameter: read(reading, Name, WithDecryption),
  })),
  GetParameterHistory: history(reading),
  GetParameters: readMany(reading),
  GetParametersByPath: readPath(reading),
});
