import { type CompileOptions, createCompileContext } from './compile/create-compile-context.ts';
import type { Evaluator } from './compile/evaluator.ts';
import type { Variables } from './compile/variables.ts';
import { type Attempt, attempt, EvaluationFailure } from './evaluation-failure.ts';
import type { Message } from './message.ts';
import { PortCall } from './ports/port-call.ts';
import type { SqlPorts } from './ports/sql-ports.ts';
import { SqlError } from './sql-error.ts';
import { createGrammar } from './syntax/create-grammar.ts';
import type { TokenReader } from './syntax/token-reader.ts';
import { toText } from './values/conversions.ts';

export type TemplateResult = Attempt<string>;

type Compiled<Result> = {
  /** The text itself when it has no `${…}`. */
  constant: string | undefined;
  /** Against the ORIGINAL payload: aliases of the SELECT are not visible. Undefined becomes the empty string. Never throws. */
  render(message: Message): Result;
};

export type Template = Compiled<TemplateResult>;
/** Compiled with ports: a promise only for a message that a port was asked about. */
export type TemplateWithPorts = Compiled<TemplateResult | Promise<TemplateResult>>;

/** `variables`: those of the rule's SET clause, with the values that the rule's statement saw for the same message object. */
type TemplateOptions = CompileOptions & { variables?: Variables | undefined };

/**
 * Compiles a substitution template of an action's field, such as `${topic(3)}` or `devices/${deviceId}/state`.
 *
 * @throws SqlError and nothing else
 */
export function compileTemplate(text: string, options?: Omit<TemplateOptions, 'ports'>): Template;
export function compileTemplate(text: string, options: TemplateOptions & { ports: SqlPorts }): TemplateWithPorts;
export function compileTemplate(text: string, options: TemplateOptions = {}): TemplateWithPorts {
  const context = createCompileContext(text, options, options.variables);
  const parts: (string | Evaluator)[] = [];
  let offset = 0;
  for (let start = text.indexOf('${'); start !== -1; start = text.indexOf('${', offset)) {
    if (start > offset) parts.push(text.slice(offset, start));
    const grammar = createGrammar(text, start + 2);
    parts.push(context.compile(grammar.expression(0)));
    offset = endOfExpression(grammar.reader, start);
  }
  if (offset < text.length) parts.push(text.slice(offset));
  const template = templateOf(parts);
  if (options.ports === undefined) return options.variables === undefined ? template : withoutPorts(template);
  return { ...template, render: (message) => context.session.run(() => template.render(message)) };
}

/** A variable that was not evaluated for the message may need a port of its statement. */
function withoutPorts({ constant, render }: Template): Template {
  return {
    constant,
    render: (message) => {
      try {
        return render(message);
      } catch (error) {
        if (!(error instanceof PortCall)) throw error;
        return { ok: false, failure: new EvaluationFailure('FUNCTION_FAILED', 'the template has no ports') };
      }
    },
  };
}

/** Offset after the closing brace. What follows it is text, so no token is read there. */
function endOfExpression(reader: TokenReader, start: number): number {
  if (reader.isSymbol('}')) return reader.current.end;
  if (reader.current.kind === 'end') throw new SqlError('SYNTAX', '"${" without "}"', reader.text, start);
  throw reader.unexpected('"}"');
}

function templateOf(parts: (string | Evaluator)[]): Template {
  if (parts.every((part) => typeof part === 'string')) {
    const constant = parts.join('');
    return { constant, render: () => ({ ok: true, value: constant }) };
  }
  return {
    constant: undefined,
    render: (message) => attempt(() => parts.map((part) => renderPart(part, message)).join('')),
  };
}

function renderPart(part: string | Evaluator, message: Message): string {
  return typeof part === 'string' ? part : (toText(part(message)) ?? '');
}
