import { UnsupportedError } from '../../kernel/aws-error.ts';
import { isMap } from './json.ts';
import type { ParameterDeclaration } from './template.ts';
import { formatError } from './template-error.ts';

const knownKeys = new Set([
  'Type',
  'Default',
  'AllowedValues',
  'AllowedPattern',
  'MinLength',
  'MaxLength',
  'MinValue',
  'MaxValue',
  'NoEcho',
  'Description',
  'ConstraintDescription',
]);

const types = new Set([
  'String',
  'Number',
  'List<Number>',
  'CommaDelimitedList',
  'AWS::SSM::Parameter::Name',
  'AWS::SSM::Parameter::Value<String>',
  'AWS::SSM::Parameter::Value<List<String>>',
  'AWS::SSM::Parameter::Value<CommaDelimitedList>',
]);

/** Reads one entry of Parameters. @throws AwsError ValidationError; UnsupportedError names an unsupported type */
export const readParameterDeclaration = (id: string, declaration: unknown): ParameterDeclaration => {
  if (!/^[A-Za-z0-9]{1,255}$/.test(id)) throw formatError(`Parameter name ${id} is non alphanumeric.`);
  if (!isMap(declaration) || typeof declaration['Type'] !== 'string')
    throw formatError(`Every Parameters object must contain a Type member: parameter ${id}`);
  const stranger = Object.keys(declaration).find((key) => !knownKeys.has(key));
  if (stranger !== undefined) throw formatError(`Invalid template parameter property '${stranger}' in parameter ${id}`);
  const type = declaration['Type'];
  if (!types.has(type)) {
    if (type.startsWith('AWS::') || type.startsWith('List<'))
      throw new UnsupportedError(`the parameter type ${type} of the parameter ${id}`);
    throw formatError(`Unrecognized parameter type: ${type}`);
  }
  return declaration as unknown as ParameterDeclaration;
};
