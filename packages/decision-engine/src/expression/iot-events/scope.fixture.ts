import { parseExpression } from '../index.ts';
import { compileIotEvents, Invalid, parseInputPayload, type Scope, type Value, valueAt } from './index.ts';

interface ScopeParts {
  /** The last messages, as JSON texts. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, Value>>;
  /** Timers that have expired and were not read yet. */
  readonly expired?: readonly string[];
  readonly triggerType?: Scope['triggerType'];
  readonly currentInput?: string;
}

interface TestScope extends Scope {
  /** What is still there to read. */
  readonly expired: ReadonlySet<string>;
}

export function scopeOf({ inputs = {}, variables = {}, expired = [], ...more }: ScopeParts = {}): TestScope {
  const messages = new Map(Object.entries(inputs).map(([name, text]) => [name, parseInputPayload(text)]));
  const timers = new Set(expired);
  return {
    input: (name, path) => valueAt(messages.get(name), path),
    variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    timeout: (name) => timers.delete(name),
    triggerType: more.triggerType ?? 'Message',
    currentInput: (name) => name === more.currentInput,
    expired: timers,
  };
}

/** The value of an expression; `'invalid: …'` when it has none. */
export function evaluate(text: string, scope: Scope = scopeOf()): Value | undefined {
  const outcome = compileIotEvents(parseExpression(text))(scope);
  return outcome instanceof Invalid ? `invalid: ${outcome.reason}` : outcome;
}
