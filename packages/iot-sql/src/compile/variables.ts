import type { Message } from '../message.ts';
import { PortSession } from '../ports/port-session.ts';
import type { SetClause } from '../syntax/ast.ts';
import type { SqlValue } from '../values/sql-value.ts';
import { type CompileContext, type Evaluator, refuse } from './evaluator.ts';

const MAX_VARIABLES = 10;
const MAX_NAME_LENGTH = 64;

/** The variables of a statement's SET clause. A message's values are evaluated once and kept with the message. */
export class Variables {
  /** Of the statement and of the templates that see its variables. */
  readonly session = new PortSession();
  readonly #evaluators = new Map<string, Evaluator>();

  /** @throws SqlError INVALID, UNSUPPORTED ("SET clause": limits, assigned once) */
  add({ name, value, offset }: SetClause, context: CompileContext): void {
    const node = { offset };
    if (this.#evaluators.has(name)) throw refuse(context, 'INVALID', `@${name} is set twice`, node);
    if (name.length > MAX_NAME_LENGTH)
      throw refuse(context, 'INVALID', `the name of a variable has at most ${MAX_NAME_LENGTH} characters`, node);
    if (this.#evaluators.size === MAX_VARIABLES)
      throw refuse(context, 'INVALID', `a statement sets at most ${MAX_VARIABLES} variables`, node);
    this.#evaluators.set(name, context.compile(value));
  }

  has(name: string): boolean {
    return this.#evaluators.has(name);
  }

  /** In their order, before anything else of the statement. */
  evaluateAll(message: Message): void {
    for (const name of this.#evaluators.keys()) this.valueOf(name, message);
  }

  valueOf(name: string, message: Message): SqlValue {
    const values = message.variablesOf(this);
    if (!values.has(name)) values.set(name, this.#evaluators.get(name)?.(message));
    return values.get(name);
  }
}
