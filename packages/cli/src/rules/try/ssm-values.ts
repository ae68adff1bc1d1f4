import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Problem } from '../../problem.ts';
import { guarded } from '../../target/guarded.ts';
import type { Target } from '../../target/target.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const namesPerCall = 10;

/**
 * The values of SSM parameters of a stage, by name; those that do not exist are left out.
 * @throws Problem `rules-invalid` for a SecureString, which no deployment takes either
 */
export const readParameters = async (
  target: Target,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> => {
  const client = guarded((settings) => new SSMClient(settings), target);
  const values: Record<string, string> = {};
  for (let start = 0; start < names.length; start += namesPerCall) {
    const Names = names.slice(start, start + namesPerCall);
    const { Parameters = [] } = await client.send(new GetParametersCommand({ Names }));
    for (const { Name = '', Type, Value = '' } of Parameters) {
      if (Type === 'SecureString') {
        throw new Problem('rules-invalid', `${Name} is a SecureString; a rule set is no place for a secret`);
      }
      values[Name] = Value;
    }
  }
  client.destroy();
  return values;
};
