import { compileTemplate, SqlError, type SqlVersion, type Template } from '@signalbox/iot-sql';
import { AwsError } from '../../../kernel/aws-error.ts';
import { ActionError, type ActionEvent, type Parameters } from './action.ts';

/** A field of an action that may hold substitution templates: its value for a message. @throws ActionError */
export type Field = (event: ActionEvent) => string;

/** @throws AwsError InvalidRequestException unless the parameter is a string */
export function text(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new AwsError('InvalidRequestException', `Value of ${name} must be a non-empty string`);
}

/** @throws AwsError InvalidRequestException, SqlParseException; UnsupportedError */
export function field(parameters: Parameters, name: string, version: SqlVersion): Field {
  const template = compile(text(parameters, name), name, version);
  const { constant } = template;
  if (constant !== undefined) return () => constant;
  return ({ message }) => {
    const result = template.render(message);
    if (result.ok) return result.value;
    throw new ActionError(`The substitution template of ${name} failed: ${result.failure.message}`);
  };
}

function compile(source: string, name: string, version: SqlVersion): Template {
  try {
    return compileTemplate(source, { version });
  } catch (error) {
    if (error instanceof SqlError) throw sqlError(error, `${name}: `);
    throw error;
  }
}

/** How a fault in SQL or a template is answered: what AWS lacks is its SqlParseException, what only we lack says so. */
export function sqlError(error: SqlError, prefix = ''): AwsError {
  if (error.code !== 'UNSUPPORTED') return new AwsError('SqlParseException', prefix + error.message, { cause: error });
  const message = `${prefix}The embedded cloud does not support this: ${error.message}`;
  return new AwsError('NotImplemented', message, { status: 501, cause: error });
}
