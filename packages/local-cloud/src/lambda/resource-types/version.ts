import { AwsError } from '../../kernel/aws-error.ts';
import { resourceType } from '../../kernel/resource-type.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import { requireEntry } from '../functions/reserved-concurrency.ts';
import { deleteVersion, publishVersion } from '../functions/versions.ts';

interface Properties {
  readonly FunctionName: string;
  readonly CodeSha256?: string;
  readonly Description?: string;
}

const text = { type: 'string' };

/** AWS::Lambda::Version: publishes $LATEST as it is when the resource is made. */
export const versionType = (parts: LambdaParts) =>
  resourceType<Properties>({
    typeName: 'AWS::Lambda::Version',
    schema: { properties: { FunctionName: text, CodeSha256: text, Description: text }, required: ['FunctionName'] },
    createOnly: ['FunctionName', 'CodeSha256', 'Description'],
    create: async (properties) => {
      const { name } = parseIdentifier(properties.FunctionName);
      const { lastVersion } = requireEntry(parts, name);
      const { version } = publishVersion(parts, name, properties);
      if (Number(version) <= lastVersion) {
        throw new AwsError(
          'AlreadyExists',
          `A version for this Lambda function exists ( ${version} ). Modify the function to create a new version.`,
        );
      }
      const arn = parts.arn(name, version);
      return { physicalId: arn, attributes: { FunctionArn: arn, Version: version } };
    },
    update: async (existing) => existing,
    remove: async ({ physicalId }) => {
      const { name, qualifier } = parseIdentifier(physicalId);
      if (qualifier !== undefined) deleteVersion(parts, name, qualifier);
    },
  });
