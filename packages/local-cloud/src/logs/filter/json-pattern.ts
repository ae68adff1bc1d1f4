import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';

type Json = unknown;
type Test = (document: Json) => boolean;

interface Token {
  readonly kind: 'selector' | 'operator' | 'text' | 'word' | 'paren' | 'logic';
  readonly value: string;
}

const tokenPattern =
  /\s*(?:(?<selector>\$(?:\.[\w@-]+|\[(?:\d+|"[^"]+"|\*)\])+)|(?<logic>&&|\|\|)|(?<operator><=|>=|!=|=|<|>)|(?<paren>[()])|"(?<text>(?:[^"\\]|\\.)*)"|(?<word>[^\s()&|"=<>!]+))/y;

const invalid = (pattern: string) => new AwsError('InvalidParameterException', `Invalid filter pattern: ${pattern}`);

const tokenize = (pattern: string): Token[] => {
  const inside = pattern
    .replace(/^\{/, '')
    .replace(/\}\s*$/, '')
    .trimEnd();
  if (!pattern.trimEnd().endsWith('}')) throw invalid(pattern);
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < inside.length) {
    const groups = tokenPattern.exec(inside)?.groups;
    const found = Object.entries(groups ?? {}).find(([, value]) => value !== undefined);
    if (found === undefined) throw invalid(pattern);
    tokens.push({ kind: found[0] as Token['kind'], value: found[1] as string });
  }
  return tokens;
};

/** Steps of `$.a.b[0]["c"]`. */
const readSelector = (selector: string): readonly string[] => {
  if (selector.includes('[*]')) throw new UnsupportedError(`[*] in filter patterns: ${selector}`);
  return [...selector.matchAll(/\.([\w@-]+)|\[(\d+)\]|\["([^"]+)"\]/g)].map(
    (step) => step[1] ?? step[2] ?? step[3] ?? '',
  );
};

const select = (document: Json, steps: readonly string[]): Json =>
  steps.reduce<Json>(
    (from, step) => (typeof from === 'object' && from !== null ? (from as Record<string, Json>)[step] : undefined),
    document,
  );

const numberOf = (token: Token): number | undefined =>
  token.kind === 'word' && /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(token.value) ? Number(token.value) : undefined;

const textTest = (value: string): ((found: Json) => boolean) => {
  const source = value
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const pattern = new RegExp(`^${source}$`, 's');
  return (found) => typeof found === 'string' && pattern.test(found);
};

const comparisons: Readonly<Record<string, (found: number, given: number) => boolean>> = {
  '=': (found, given) => found === given,
  '!=': (found, given) => found !== given,
  '<': (found, given) => found < given,
  '>': (found, given) => found > given,
  '<=': (found, given) => found <= given,
  '>=': (found, given) => found >= given,
};

/** Recursive descent over `or := and (|| and)*`, `and := term (&& term)*`, `term := ( or ) | $.x operator value | $.x IS … | $.x NOT EXISTS`. */
class Parser {
  readonly #pattern: string;
  readonly #tokens: Token[];

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#tokens = tokenize(pattern);
  }

  parse(): Test {
    const test = this.#or();
    if (this.#tokens.length > 0) throw invalid(this.#pattern);
    return test;
  }

  #take(): Token {
    const token = this.#tokens.shift();
    if (token === undefined) throw invalid(this.#pattern);
    return token;
  }

  #eat(value: string): boolean {
    const [next] = this.#tokens;
    if (next === undefined || next.kind === 'text' || next.value.toUpperCase() !== value) return false;
    this.#tokens.shift();
    return true;
  }

  #or(): Test {
    const tests = [this.#and()];
    while (this.#eat('||')) tests.push(this.#and());
    return (document) => tests.some((test) => test(document));
  }

  #and(): Test {
    const tests = [this.#term()];
    while (this.#eat('&&')) tests.push(this.#term());
    return (document) => tests.every((test) => test(document));
  }

  #term(): Test {
    if (this.#eat('(')) {
      const inner = this.#or();
      if (!this.#eat(')')) throw invalid(this.#pattern);
      return inner;
    }
    const selector = this.#take();
    if (selector.kind !== 'selector') throw invalid(this.#pattern);
    const steps = readSelector(selector.value);
    const test = this.#condition();
    return (document) => test(select(document, steps));
  }

  #condition(): (found: Json) => boolean {
    if (this.#eat('NOT')) {
      if (!this.#eat('EXISTS')) throw invalid(this.#pattern);
      return (found) => found === undefined;
    }
    if (this.#eat('IS')) return this.#literal();
    const operator = this.#take();
    const value = this.#take();
    const compare = comparisons[operator.value];
    if (operator.kind !== 'operator' || compare === undefined) throw invalid(this.#pattern);
    if (value.kind === 'word' && value.value.startsWith('%'))
      throw new UnsupportedError(`regular expressions in filter patterns: ${this.#pattern}`);
    const number = numberOf(value);
    if (number !== undefined) return (found) => typeof found === 'number' && compare(found, number);
    const isText = textTest(value.value);
    if (operator.value === '=') return isText;
    if (operator.value === '!=') return (found) => found !== undefined && !isText(found);
    throw invalid(this.#pattern);
  }

  #literal(): (found: Json) => boolean {
    for (const [word, value] of [
      ['NULL', null],
      ['TRUE', true],
      ['FALSE', false],
    ] as const) {
      if (this.#eat(word)) return (found) => found === value;
    }
    throw invalid(this.#pattern);
  }
}

/**
 * Compiles `{ $.a = "x" && $.b >= 1 }`. Log events that are not JSON never match.
 * @throws AwsError InvalidParameterException; UnsupportedError
 */
export const compileJsonPattern = (pattern: string): ((message: string) => boolean) => {
  const test = new Parser(pattern).parse();
  return (message) => {
    if (!message.startsWith('{')) return false;
    try {
      return test(JSON.parse(message));
    } catch {
      return false;
    }
  };
};
