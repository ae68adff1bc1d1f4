import { GetParametersCommand, type Parameter, SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const namesPerCall = 10;

/** Why the parameters of a rule set could not be had. */
export class ParameterError extends Error {
  readonly code: 'SECRET_PARAMETER' | 'PARAMETERS_UNREADABLE';

  constructor(code: ParameterError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const read = async (client: SSMClient, Names: string[]): Promise<Parameter[]> => {
  try {
    const { Parameters = [] } = await client.send(new GetParametersCommand({ Names }));
    return Parameters;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ParameterError('PARAMETERS_UNREADABLE', `SSM parameters cannot be read: ${why}`, { cause: error });
  }
};

/**
 * The values of SSM parameters, by name; one that does not exist is left out. No names, no call.
 * @throws {ParameterError} SECRET_PARAMETER for a SecureString, for everybody who may read the function's code could read it
 */
export const ssmParameters = async (
  config: SSMClientConfig,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> => {
  const values: Record<string, string> = {};
  if (names.length === 0) return values;
  const client = new SSMClient(config);
  try {
    for (let start = 0; start < names.length; start += namesPerCall) {
      for (const { Name = '', Type, Value = '' } of await read(client, names.slice(start, start + namesPerCall))) {
        if (Type === 'SecureString')
          throw new ParameterError(
            'SECRET_PARAMETER',
            `${Name} is a SecureString; a rule set is no place for a secret`,
          );
        values[Name] = Value;
      }
    }
    return values;
  } finally {
    // A connection that is kept alive would keep the CLI alive.
    client.destroy();
  }
};
