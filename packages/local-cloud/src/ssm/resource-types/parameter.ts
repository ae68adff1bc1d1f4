import { type ResourceState, type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import type { Parameters } from '../parameters.ts';

interface Properties {
  readonly Name?: string;
  readonly Type: 'String' | 'StringList';
  readonly Value: string;
  readonly Description?: string;
  readonly AllowedPattern?: string;
  readonly DataType?: 'text';
  readonly Tier?: 'Standard';
  readonly Tags?: Readonly<Record<string, string>>;
}

const by = 'cloudformation.amazonaws.com';

const stateOf = (name: string, { Type, Value }: Properties): ResourceState => ({
  physicalId: name,
  attributes: { Type, Value },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html */
export const parameterType = (parameters: Parameters): ResourceType =>
  resourceType<Properties>({
    typeName: 'AWS::SSM::Parameter',
    schema: {
      properties: {
        Name: { type: 'string' },
        Type: { type: 'string', enum: ['String', 'StringList'] },
        Value: { type: 'string' },
        Description: { type: 'string' },
        AllowedPattern: { type: 'string' },
        DataType: { type: 'string', enum: ['text'] },
        Tier: { type: 'string', enum: ['Standard'] },
        Tags: { type: 'object', additionalProperties: { type: 'string' } },
      },
      required: ['Type', 'Value'],
    },
    createOnly: ['Name', 'Type'],
    create: async (properties, { generateName }) => {
      const { Name = generateName(1011), Type, Value, Description, AllowedPattern, Tags = {} } = properties;
      const given = { type: Type, value: Value, description: Description, allowedPattern: AllowedPattern };
      parameters.put({ name: Name, ...given, overwrite: false, tags: Tags, by });
      return stateOf(Name, properties);
    },
    update: async ({ physicalId: name }, properties) => {
      const { Value, Description = '', AllowedPattern = '', Tags = {} } = properties;
      const given = { value: Value, description: Description, allowedPattern: AllowedPattern };
      parameters.put({ name, ...given, overwrite: true, tags: {}, by });
      parameters.setTags(name, Tags);
      return stateOf(name, properties);
    },
    remove: async ({ physicalId }) => void parameters.remove(physicalId),
  });
