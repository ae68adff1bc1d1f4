import { ExpressionError, parseExpression } from '../../expression/index.ts';
import { compileIotEvents, Invalid, type Scope, type Value } from '../../expression/iot-events/index.ts';
import type { Json } from '../../json.ts';
import { bindReading, UnknownName } from './bind-reading.ts';
import { TemplateError } from './template-error.ts';

type Path = readonly (string | number)[];
/** Undefined: the reading has no such thing, so the payload has none either. */
type Fill = (scope: Scope) => Value | undefined;

/** The payload of an input, made of a reading. */
export interface PayloadTemplate {
  /** Metrics that its expressions name. */
  readonly metrics: ReadonlySet<string>;
  /** @throws {TypeError} if an expression fails on this reading */
  fill(scope: Scope): Value | undefined;
}

const compileLeaf = (text: string, path: Path, noteMetric: (name: string) => void): Fill => {
  try {
    const evaluate = compileIotEvents(bindReading(parseExpression(text), noteMetric));
    return (scope) => {
      const outcome = evaluate(scope);
      if (!(outcome instanceof Invalid)) return outcome;
      throw new TypeError(`the payload's ${path.join('.')} cannot be evaluated: ${outcome.reason}`);
    };
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof UnknownName) throw new TemplateError(path, error.message);
    throw error;
  }
};

const constant =
  (value: Value): Fill =>
  () =>
    value;

const isList = (template: Json): template is readonly Json[] => Array.isArray(template);

const compileObject = (
  template: { readonly [name: string]: Json },
  compile: (name: string, each: Json) => Fill,
): Fill => {
  const members = Object.entries(template).map(([name, each]) => [name, compile(name, each)] as const);
  return (scope) => {
    const filled = members.map(([name, fill]) => [name, fill(scope)] as const);
    return Object.fromEntries(filled.filter((member): member is readonly [string, Value] => member[1] !== undefined));
  };
};

const compile = (template: Json, path: Path, noteMetric: (name: string) => void): Fill => {
  const inside = (step: string | number, each: Json): Fill => compile(each, [...path, step], noteMetric);
  if (typeof template === 'string') return compileLeaf(template, path, noteMetric);
  if (typeof template === 'number') return constant(Number.isSafeInteger(template) ? BigInt(template) : template);
  if (typeof template === 'boolean' || template === null) return constant(template);
  if (!isList(template)) return compileObject(template, inside);
  const elements = template.map((each, index) => inside(index, each));
  return (scope) => elements.map((fill) => fill(scope) ?? null);
};

/**
 * A template: JSON whose strings are expressions over `deviceId`, `fleet`, `deviceType`, `time` (epoch ms), `seq` and
 * `metrics.<name>`. A text needs quotes of its own: `"'pump'"`.
 * @throws {TemplateError}
 */
export const compilePayloadTemplate = (template: Json): PayloadTemplate => {
  const metrics = new Set<string>();
  return { metrics, fill: compile(template, [], (name) => metrics.add(name)) };
};
