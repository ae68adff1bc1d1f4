import type { Random } from './random.ts';

const NAMES = ['a', 'b', 'e', 'n', 'metrics.temperature', 'a.b.c', 'e[0].v', '*', 'value', '__proto__'];
const LITERALS = [
  ...['0', '1', '-1', '2.5', '1e3', '1E-300', '9'.repeat(40), 'null', 'true', 'FALSE', "''", "'a'", '"7"', "'-2.5'"],
  ...["'(a+)+$'", "'['", "'$1'", "'yyyy-MM-dd HH:mm:ss.SSS z'", "'2020-01-01'", "'base64'", "'YWJj'", "'enrichArray'"],
  ...['[]', '{}', "[1, 'a', null]", "{'k': 1, '__proto__': 2}", "'UTC'", "'\u20ac\ud83d\ude00'"],
];
const OPERATORS = ['+', '-', '*', '/', '%', '=', '<>', '<', '<=', '>', '>=', 'AND', 'OR', 'IN'];
const TYPES = ['Int', 'Decimal', 'String', 'Boolean', 'Double', 'varchar'];
const FUNCTIONS =
  `abs accountid acos asin atan atan2 bitand bitnot bitor bitxor ceil chr clientid concat cos cosh decode encode
  endswith exp floor get get_mqtt_property get_or_default get_user_properties indexof isnull isundefined length ln log lower lpad ltrim
  md2 md5 mod nanvl newuuid numbytes parse_time power principal rand regexp_matches regexp_replace regexp_substr remainder replace
  round rpad rtrim sha1 sha224 sha256 sha384 sha512 sign sin sinh sourceip sql_version sqrt startswith substring tan tanh
  time_to_epoch timestamp topic traceid transform trim trunc upper`.split(/\s+/);
const REFUSED = [
  'nosuch(1)',
  "get_secret('a', 'SecretString', 'r')",
  '@y',
  'cast(a AS Date)',
  'EXISTS (a)',
  "decode(a, 'hex')",
];
const NOISE = ['(', ')', ',', '.', "'", '"', '@', '${', '}', 'FROM', 'AS', 'WHEN', '\u0000', '\n', '--', ';'];

/** A statement that is mostly right, now and then with something in it that is to be refused, or with noise. */
export function randomStatement(random: Random): string {
  const hasVariable = random.chance(30);
  const make = new Expressions(random, hasVariable ? [...NAMES, '@x', '@x.k'] : NAMES);
  const set = hasVariable ? `SET @x = ${new Expressions(random, NAMES).expression(2)} ` : '';
  const from = random.chance(70) ? ` FROM '${random.pick(['a/#', '+/b', 'a/b', '#'])}'` : '';
  const where = random.chance(40) ? ` WHERE ${make.expression(3)}` : '';
  const statement = `${set}${make.select(3)}${from}${where}`;
  return random.chance(10) ? withNoise(random, statement) : statement;
}

class Expressions {
  readonly #random: Random;
  readonly #names: readonly string[];

  constructor(random: Random, names: readonly string[]) {
    this.#random = random;
    this.#names = names;
  }

  select(depth: number): string {
    const isValue = this.#random.chance(15);
    if (isValue) return `SELECT VALUE ${this.expression(depth)}`;
    const first = this.#projection(depth);
    return `SELECT ${[first, ...this.#random.list(3, () => this.#projection(depth))].join(', ')}`;
  }

  #projection(depth: number): string {
    if (this.#random.chance(15)) return this.#random.pick(['*', '*', 'a.*', 'a.b', 'topic(1)']);
    return `${this.expression(depth)} AS ${this.#random.pick(['x', 'y.z', 'y.z.w', '__proto__', "'q'", 'a'])}`;
  }

  expression(depth: number): string {
    if (this.#random.below(400) === 0) return this.#random.pick(REFUSED);
    if (depth === 0) return this.#leaf();
    const inner = (): string => this.expression(depth - 1);
    switch (this.#random.below(10)) {
      case 0:
        return `(${inner()} ${this.#random.pick(OPERATORS)} ${inner()})`;
      case 1:
        return this.#random.pick([
          `(NOT ${inner()})`,
          `-${inner()}`,
          `get(${inner()}, ${inner()})`,
          `(${inner()})[0].k`,
        ]);
      case 2:
        return `cast(${inner()} AS ${this.#random.pick(TYPES)})`;
      case 3:
        return `CASE ${this.#random.chance(50) ? inner() : ''} WHEN ${inner()} THEN ${inner()} ELSE ${inner()} END`;
      case 4:
        return this.#query(depth - 1);
      case 5:
        return this.#random.pick([`[${inner()}, ${inner()}]`, `{'k': ${inner()}, "l": ${inner()}}`]);
      case 6:
      case 7:
      case 8:
        return this.#call(inner);
      default:
        return this.#leaf();
    }
  }

  #leaf(): string {
    return this.#random.pick(this.#random.chance(50) ? this.#names : LITERALS);
  }

  /** Those with a scheme mostly get it. */
  #call(inner: () => string): string {
    const name = this.#random.pick(FUNCTIONS);
    if (name === 'encode' || name === 'decode') return `${name}(${inner()}, 'base64')`;
    if (name === 'transform') return `transform('enrichArray', ${inner()}, ${inner()})`;
    return `${name}(${this.#random.list(3, inner).join(', ')})`;
  }

  #query(depth: number): string {
    const where = this.#random.chance(50) ? ` WHERE ${this.expression(depth)}` : '';
    const from = this.#random.pick(['e', 'a', 'a.b', '*', 'n AS a', 'e AS r']);
    return `${this.#random.chance(20) ? 'EXISTS ' : ''}(${this.select(depth)} FROM ${from}${where})`;
  }
}

function withNoise(random: Random, statement: string): string {
  const position = random.below(statement.length);
  const rest = statement.slice(position + (random.chance(50) ? random.below(5) : 0));
  return statement.slice(0, position) + random.pick(NOISE) + rest;
}
