import type { Random } from './random.ts';

const NAMES = ['a', 'b', 'e', 'n', 'metrics.temperature', 'a.b.c', 'e[0].v', '*', 'value', '@x', '__proto__', 'a.*'];
const LITERALS = [
  ...['0', '1', '-1', '2.5', '1e3', '1E-300', '9'.repeat(40), 'null', 'true', 'FALSE', "''", "'a'", '"7"', "'-2.5'"],
  ...["'(a+)+$'", "'['", "'$1'", "'yyyy-MM-dd HH:mm:ss.SSS z'", "'2020-01-01'", "'base64'", "'YWJj'", "'enrichArray'"],
  ...['[]', '{}', "[1, 'a', null]", "{'k': 1, '__proto__': 2}", "'UTC'", "'\u20ac\ud83d\ude00'"],
];
const OPERATORS = ['+', '-', '*', '/', '%', '=', '<>', '<', '<=', '>', '>=', 'AND', 'OR', 'IN'];
const TYPES = ['Int', 'Decimal', 'String', 'Boolean', 'Double', 'varchar', 'Date'];
const FUNCTIONS =
  `abs accountid acos asin atan atan2 bitand bitnot bitor bitxor ceil chr clientid concat cos cosh decode encode
  endswith exp floor get get_mqtt_property get_or_default get_user_properties indexof isnull isundefined length ln log lower lpad ltrim
  md2 md5 mod nanvl newuuid numbytes parse_time power principal rand regexp_matches regexp_replace regexp_substr remainder replace
  round rpad rtrim sha1 sha224 sha256 sha384 sha512 sign sin sinh sourceip sql_version sqrt startswith substring tan tanh
  time_to_epoch timestamp topic traceid transform trim trunc upper nosuch get_secret`.split(/\s+/);
const NOISE = ['(', ')', ',', '.', "'", '"', '@', '${', '}', 'FROM', 'AS', 'WHEN', '\u0000', '\n', '--', ';'];

/** A statement that is mostly right, now and then with noise in it. */
export function randomStatement(random: Random): string {
  const set = random.chance(15) ? `SET @x = ${expression(random, 2)} ` : '';
  const from = random.chance(70) ? ` FROM '${random.pick(['a/#', '+/b', 'a/b', '#', 'a/#/b', ''])}'` : '';
  const where = random.chance(40) ? ` WHERE ${expression(random, 3)}` : '';
  const statement = `${set}${select(random, 3)}${from}${where}`;
  return random.chance(15) ? withNoise(random, statement) : statement;
}

function select(random: Random, depth: number): string {
  const value = random.chance(15) ? 'VALUE ' : '';
  const projections = [
    projection(random, depth),
    ...random.list(value === '' ? 3 : 0, () => projection(random, depth)),
  ];
  return `SELECT ${value}${projections.join(', ')}`;
}

function projection(random: Random, depth: number): string {
  if (random.chance(10)) return '*';
  const alias = random.chance(80) ? ` AS ${random.pick(['x', 'y.z', 'y.z.w', '__proto__', "'q'"])}` : '';
  return `${expression(random, depth)}${alias}`;
}

function expression(random: Random, depth: number): string {
  if (depth === 0) return random.pick(random.chance(50) ? NAMES : LITERALS);
  const inner = (): string => expression(random, depth - 1);
  switch (random.below(10)) {
    case 0:
      return `(${inner()} ${random.pick(OPERATORS)} ${inner()})`;
    case 1:
      return random.pick([`NOT ${inner()}`, `-${inner()}`, `${inner()}[${inner()}]`, `${inner()}.k`]);
    case 2:
      return `cast(${inner()} AS ${random.pick(TYPES)})`;
    case 3:
      return `CASE ${random.chance(50) ? inner() : ''} WHEN ${inner()} THEN ${inner()} ELSE ${inner()} END`;
    case 4:
      return query(random, depth - 1);
    case 5:
      return random.pick([`[${inner()}, ${inner()}]`, `{'k': ${inner()}, "l": ${inner()}}`]);
    case 6:
    case 7:
    case 8:
      return `${random.pick(FUNCTIONS)}(${random.list(3, inner).join(', ')})`;
    default:
      return random.pick(random.chance(50) ? NAMES : LITERALS);
  }
}

function query(random: Random, depth: number): string {
  const where = random.chance(50) ? ` WHERE ${expression(random, depth)}` : '';
  const exists = random.chance(20) ? 'EXISTS ' : '';
  return `${exists}(${select(random, depth)} FROM ${random.pick(['e', 'a', 'a.b', '*', 'n AS a', 'e AS r'])}${where})`;
}

function withNoise(random: Random, statement: string): string {
  const position = random.below(statement.length);
  const rest = statement.slice(position + (random.chance(50) ? random.below(5) : 0));
  return statement.slice(0, position) + random.pick(NOISE) + rest;
}
