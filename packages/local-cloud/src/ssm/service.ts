import type { CloudContext } from '../kernel/context.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { SsmPort } from '../ports/ssm.ts';
import { readOperations } from './operations/read-operations.ts';
import { tagOperations } from './operations/tag-operations.ts';
import { writeOperations } from './operations/write-operations.ts';
import { openParameters } from './parameters.ts';
import { parameterType } from './resource-types/parameter.ts';
import { openSecrets } from './secrets.ts';

/** The Parameter Store of Systems Manager. */
export const createSsm: ServiceFactory<SsmPort> = (context: CloudContext) => {
  const secrets = openSecrets(context.storage);
  const parameters = openParameters(context, secrets);
  const arnOf = (name: string) => context.arn('ssm', `parameter${name.startsWith('/') ? '' : '/'}${name}`);
  const principal = (accessKeyId: string) => context.services.iam.principalOf(accessKeyId).arn;
  return {
    name: 'ssm',
    apis: [
      {
        protocol: 'json',
        version: '1.1',
        scopes: ['ssm'],
        targetPrefix: 'AmazonSSM',
        operations: {
          ...readOperations({ parameters, secrets, arnOf }),
          ...tagOperations(parameters),
          ...writeOperations(parameters, principal),
        },
      },
    ],
    resourceTypes: [parameterType(parameters)],
    port: {
      getParameter: (name, { version } = {}) => {
        const { type } = parameters.get(name);
        const { value, version: found } = parameters.version(name, version);
        return { type, value: type === 'SecureString' ? secrets.decrypt(value) : value, version: found };
      },
    },
  };
};
