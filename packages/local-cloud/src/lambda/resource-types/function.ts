import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../kernel/aws-error.ts';
import { resourceType } from '../../kernel/resource-type.ts';
import { createFunction, deleteFunction, updateCode, updateConfiguration } from '../functions/functions.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import type { CodeInput } from '../functions/read-code.ts';
import type { SettingsInput } from '../functions/read-settings.ts';
import { releaseConcurrency, requireEntry, reserveConcurrency } from '../functions/reserved-concurrency.ts';

interface Properties extends SettingsInput {
  readonly FunctionName?: string;
  readonly Code: CodeInput;
  readonly PackageType?: 'Zip';
  readonly ReservedConcurrentExecutions?: number;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const text = { type: 'string' };
const integer = { type: 'integer' };
const object = (properties: Record<string, unknown>, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
});

const schema = {
  properties: {
    Architectures: { type: 'array', items: { enum: ['x86_64', 'arm64'] }, minItems: 1, maxItems: 1 },
    Code: object({ S3Bucket: text, S3Key: text, S3ObjectVersion: text }, ['S3Bucket', 'S3Key']),
    DeadLetterConfig: object({ TargetArn: text }),
    Description: { type: 'string', maxLength: 256 },
    Environment: object({ Variables: { type: 'object', additionalProperties: text } }),
    EphemeralStorage: object({ Size: { enum: [512] } }, ['Size']),
    FunctionName: text,
    Handler: text,
    LoggingConfig: object({
      LogFormat: { enum: ['Text', 'JSON'] },
      ApplicationLogLevel: { enum: ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] },
      SystemLogLevel: { enum: ['DEBUG', 'INFO', 'WARN'] },
      LogGroup: text,
    }),
    MemorySize: { ...integer, minimum: 128, maximum: 10_240 },
    PackageType: { enum: ['Zip'] },
    ReservedConcurrentExecutions: { ...integer, minimum: 0 },
    Role: text,
    Runtime: { enum: ['nodejs20.x', 'nodejs22.x', 'nodejs24.x'] },
    Tags: { type: 'array', items: object({ Key: text, Value: text }, ['Key', 'Value']) },
    Timeout: { ...integer, minimum: 1, maximum: 900 },
    // There is no X-Ray here, so a function cannot have itself traced.
    TracingConfig: object({ Mode: { enum: ['PassThrough'] } }),
  },
  required: ['Code', 'Role'],
};

const tagsOf = ({ Tags = [] }: Properties): Record<string, string> =>
  Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));

/** Every setting, so that a property that was taken out of the template goes back to its default. */
const wholeSettings = (name: string, properties: Properties): SettingsInput => ({
  Description: '',
  MemorySize: 128,
  Timeout: 3,
  ...properties,
  DeadLetterConfig: properties.DeadLetterConfig ?? { TargetArn: '' },
  Environment: properties.Environment ?? { Variables: {} },
  LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}`, ...properties.LoggingConfig },
});

const reserve = (parts: LambdaParts, name: string, { ReservedConcurrentExecutions: reserved }: Properties): void => {
  if (reserved === undefined) releaseConcurrency(parts, name);
  else reserveConcurrency(parts, name, reserved);
};

/** AWS::Lambda::Function. */
export const functionType = (parts: LambdaParts) =>
  resourceType<Properties>({
    typeName: 'AWS::Lambda::Function',
    schema,
    createOnly: ['FunctionName', 'PackageType'],
    create: async (properties, { generateName, initiated }) => {
      const name = properties.FunctionName ?? generateName(64);
      await createFunction(parts, { ...properties, FunctionName: name, Tags: tagsOf(properties) });
      const state = { physicalId: name, attributes: { Arn: parts.arn(name) } };
      initiated(state);
      reserve(parts, name, properties);
      return state;
    },
    update: async ({ physicalId: name, properties: old, attributes }, properties) => {
      const isCodeChanged =
        !isDeepStrictEqual(old.Code, properties.Code) ||
        !isDeepStrictEqual(old.Architectures, properties.Architectures);
      const architectures = properties.Architectures ?? ['x86_64'];
      if (isCodeChanged) await updateCode(parts, name, { ...properties.Code, Architectures: architectures });
      updateConfiguration(parts, name, { ...wholeSettings(name, properties), Architectures: architectures });
      parts.store.entries.set(name, { ...requireEntry(parts, name), tags: tagsOf(properties) });
      reserve(parts, name, properties);
      return { physicalId: name, attributes };
    },
    remove: async ({ physicalId }) => {
      try {
        deleteFunction(parts, physicalId);
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      }
    },
  });
