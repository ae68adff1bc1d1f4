import { createCompileContext } from './compile/compile-expression.ts';
import type { Evaluator } from './compile/evaluator.ts';
import { attempt, type EvaluationFailure } from './evaluation-failure.ts';
import type { Message } from './message.ts';
import { SqlError } from './sql-error.ts';
import { createGrammar } from './syntax/create-grammar.ts';
import type { TokenReader } from './syntax/token-reader.ts';
import { toText } from './values/conversions.ts';
import { DEFAULT_SQL_VERSION, type SqlVersion } from './values/sql-version.ts';

export type TemplateResult = { ok: true; value: string } | { ok: false; failure: EvaluationFailure };

export type Template = {
  /** The text itself when it has no `${…}`. */
  constant: string | undefined;
  /** Against the ORIGINAL payload: aliases of the SELECT are not visible. Undefined becomes the empty string. Never throws. */
  render(message: Message): TemplateResult;
};

/**
 * Compiles a substitution template of an action's field, such as `${topic(3)}` or `devices/${deviceId}/state`.
 *
 * @throws SqlError and nothing else
 */
export function compileTemplate(text: string, options: { version?: SqlVersion | undefined } = {}): Template {
  const context = createCompileContext(text, options.version ?? DEFAULT_SQL_VERSION);
  const parts: (string | Evaluator)[] = [];
  let offset = 0;
  for (let start = text.indexOf('${'); start !== -1; start = text.indexOf('${', offset)) {
    if (start > offset) parts.push(text.slice(offset, start));
    const grammar = createGrammar(text, start + 2);
    parts.push(context.compile(grammar.expression(0)));
    offset = endOfExpression(grammar.reader, start);
  }
  if (offset < text.length) parts.push(text.slice(offset));
  return templateOf(parts);
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
