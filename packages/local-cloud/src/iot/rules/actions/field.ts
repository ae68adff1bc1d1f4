import { compileTemplate, SqlError, type TemplateResult, type TemplateWithPorts } from '@signalbox/iot-sql';
import { AwsError } from '../../../kernel/aws-error.ts';
import { ActionError, type ActionEvent, type CompileContext, type Parameters } from './action.ts';

/** A field of an action that may hold substitution templates: its value for a message. @throws ActionError */
export type Field = (event: ActionEvent) => string;

/** @throws AwsError InvalidRequestException unless the parameter is a string */
export function text(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new AwsError('InvalidRequestException', `Value of ${name} must be a non-empty string`);
}

/**
 * Templates see the original payload and the variables of the rule's SET clause, not the aliases of its SELECT.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/iot-substitution-templates.html
 *
 * @throws AwsError InvalidRequestException, SqlParseException; UnsupportedError
 */
export function field(parameters: Parameters, name: string, context: CompileContext): Field {
  const source = text(parameters, name);
  const { sqlVersion: version, variables, asking } = context;
  try {
    const { constant, render } = compileTemplate(source, { version, variables });
    return constant === undefined ? ({ message }) => resultOf(name, render(message)) : () => constant;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    if (error.code !== 'UNSUPPORTED') throw sqlError(error, `${name}: `);
    const template = compileAsking(source, name, context);
    if (context.isErrorAction) {
      const reason = `${name}: an error action cannot call functions that need another service: ${error.message}`;
      throw new AwsError('SqlParseException', reason, { cause: error });
    }
    asking.push(template);
    return ({ answers }) => resultOf(name, answers?.get(template));
  }
}

/** What the templates that ask become for a message. Never rejects. */
export async function askAll(
  asking: readonly TemplateWithPorts[],
  { message }: ActionEvent,
): Promise<Map<TemplateWithPorts, TemplateResult>> {
  const answered = asking.map(async (template) => [template, await template.render(message)] as const);
  return new Map(await Promise.all(answered));
}

/** With the functions of other services. @throws AwsError */
function compileAsking(source: string, name: string, context: CompileContext): TemplateWithPorts {
  const { sqlVersion: version, variables, functions: ports } = context;
  try {
    return compileTemplate(source, { version, variables, ports });
  } catch (error) {
    if (error instanceof SqlError) throw sqlError(error, `${name}: `);
    throw error;
  }
}

function resultOf(name: string, result: TemplateResult | undefined): string {
  if (result?.ok === true) return result.value;
  const reason = result === undefined ? 'it was not asked' : result.failure.message;
  throw new ActionError(`The substitution template of ${name} failed: ${reason}`);
}

/** How a fault in SQL or a template is answered: what AWS lacks is its SqlParseException, what only we lack says so. */
export function sqlError(error: SqlError, prefix = ''): AwsError {
  if (error.code !== 'UNSUPPORTED') return new AwsError('SqlParseException', prefix + error.message, { cause: error });
  const message = `${prefix}The embedded cloud does not support this: ${error.message}`;
  return new AwsError('NotImplemented', message, { status: 501, cause: error });
}
