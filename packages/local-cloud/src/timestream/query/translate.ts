import { UnsupportedError } from '../../kernel/aws-error.ts';
import { validationError } from '../errors.ts';
import { unitOf } from './durations.ts';
import { functionRules, unbuiltFunctions } from './functions.ts';
import { isNamed } from './is-named.ts';
import { isKeyword, wordAt } from './keywords.ts';
import { isComma, isDot, isName, isQuery, literal, nameAt, quoted, split } from './nodes.ts';
import { place, syntaxError } from './syntax-error.ts';
import type { Group, Node, Token } from './token.ts';

export interface TranslationContext {
  readonly text: string;
  /** Epoch ms: `now()` throughout the query. */
  readonly now: number;
  /** The DuckDB relation of a table. @throws AwsError if there is none */
  readonly relation: (database: string, table: string) => string;
}

interface Scope extends TranslationContext {
  /** Names of the common table expressions in sight. */
  readonly named: ReadonlySet<string>;
}

/** A translated piece, and how many nodes it took. */
type Piece = readonly [sql: string, taken: number];

const types: Readonly<Record<string, string>> = {
  varchar: 'VARCHAR',
  double: 'DOUBLE',
  bigint: 'BIGINT',
  integer: 'INTEGER',
  int: 'INTEGER',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP_NS',
  date: 'DATE',
  time: 'TIME',
};
const clauseEnds = new Set(['WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'UNION', 'EXCEPT', 'INTERSECT']);
const extractUnits = new Set(['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second']);
const notCalls = new Set(['IN', 'EXISTS', 'OVER', 'FILTER', 'AND', 'OR', 'NOT', 'WHEN', 'THEN', 'ELSE', 'BY', 'AS']);

const constant = (epochMs: number): string => `make_timestamp_ns(${BigInt(epochMs) * 1_000_000n})`;

const translateCast = (scope: Scope, name: string, { nodes, at }: Group): string => {
  const as = nodes.findLastIndex((_node, index) => wordAt(nodes, index) === 'AS');
  const type = types[wordAt(nodes, as + 1).toLowerCase()];
  if (as < 1 || type === undefined || as + 2 !== nodes.length) throw syntaxError(scope.text, at);
  return `${name}(${expression(scope, nodes.slice(0, as))} AS ${type})`;
};

const translateExtract = (scope: Scope, { nodes, at }: Group): string => {
  const unit = wordAt(nodes, 0).toLowerCase();
  if (!extractUnits.has(unit) || wordAt(nodes, 1) !== 'FROM') throw syntaxError(scope.text, at);
  return `extract(${unit} FROM ${expression(scope, nodes.slice(2))})`;
};

const argumentsOf = (scope: Scope, { nodes }: Group): string[] =>
  nodes.length === 0 ? [] : split(nodes).map((part) => expression(scope, part));

/** @throws AwsError ValidationException for a function that there is not */
const translateCall = (scope: Scope, word: Token & { text: string }, group: Group): string => {
  const name = word.text.toLowerCase();
  if (name === 'cast' || name === 'try_cast') return translateCast(scope, name, group);
  if (name === 'extract') return translateExtract(scope, group);
  const args = argumentsOf(scope, group);
  if (name === 'now' && args.length === 0) return constant(scope.now);
  if (name === 'ago' && args.length === 1) return `(${constant(scope.now)} - ${args[0]})`;
  const rule = functionRules[name];
  if (typeof rule === 'string') return `${rule}(${args.join(', ')})`;
  if (rule !== undefined) {
    try {
      return rule(args);
    } catch (cause) {
      throw validationError(`${place(scope.text, word.at)}: ${(cause as Error).message}`);
    }
  }
  if (unbuiltFunctions.has(name)) throw new UnsupportedError(`the Timestream function ${name}`);
  throw validationError(`${place(scope.text, word.at)}: Function ${word.text} not registered`);
};

const translateDuration = (scope: Scope, { count, unit, at }: Token & { kind: 'duration' }): string => {
  const full = unitOf(unit);
  if (full === undefined) throw syntaxError(scope.text, at);
  return `INTERVAL '${count}' ${full}`;
};

/** `interval '2' day`, `date '2022-05-21'`, `timestamp '2022-06-17 01:00'`. */
const typedLiteral = (scope: Scope, nodes: readonly Node[], index: number): Piece | undefined => {
  const value = nodes[index + 1];
  if (value?.kind !== 'string') return undefined;
  const word = wordAt(nodes, index);
  if (word === 'INTERVAL') {
    const unit = unitOf(wordAt(nodes, index + 2));
    if (unit === undefined) throw syntaxError(scope.text, value.at);
    return [`INTERVAL ${literal(value.text)} ${unit}`, 3];
  }
  const type = { DATE: 'DATE', TIME: 'TIME', TIMESTAMP: 'TIMESTAMP_NS' }[word];
  return type === undefined ? undefined : [`CAST(${literal(value.text)} AS ${type})`, 2];
};

const translateGroup = (scope: Scope, group: Group): string =>
  `(${
    isQuery(group)
      ? query(scope, group.nodes)
      : split(group.nodes)
          .map((part) => expression(scope, part))
          .join(', ')
  })`;

const currentTimes: Readonly<Record<string, (now: number) => string>> = {
  CURRENT_TIMESTAMP: constant,
  LOCALTIMESTAMP: constant,
  CURRENT_DATE: (now) => `CAST(${constant(now)} AS DATE)`,
};

const translateWord = (scope: Scope, nodes: readonly Node[], index: number): Piece => {
  const word = nodes[index] as Token & { text: string };
  const next = nodes[index + 1];
  const upper = word.text.toUpperCase();
  const typed = typedLiteral(scope, nodes, index);
  if (typed !== undefined) return typed;
  if (isKeyword(nodes, index) && (next?.kind !== 'group' || notCalls.has(upper))) return [upper, 1];
  if (next?.kind === 'group' && !isDot(nodes[index - 1])) {
    if (isKeyword(nodes, index)) return [upper, 1];
    return [translateCall(scope, word, next), 2];
  }
  const time = currentTimes[upper];
  return [time === undefined ? quoted(word.text) : time(scope.now), 1];
};

/** A bare decimal is a DOUBLE in the dialect and a DECIMAL in DuckDB. */
const translateNumber = (text: string): string => (/[.eE]/.test(text) && !/[eE]/.test(text) ? `${text}e0` : text);

const translateNode = (scope: Scope, nodes: readonly Node[], index: number): Piece => {
  const node = nodes[index] as Node;
  switch (node.kind) {
    case 'group':
      return [translateGroup(scope, node), 1];
    case 'word':
      return translateWord(scope, nodes, index);
    case 'name':
      return [quoted(node.text), 1];
    case 'string':
      return [literal(node.text), 1];
    case 'number':
      return [translateNumber(node.text), 1];
    case 'duration':
      return [translateDuration(scope, node), 1];
    default:
      if (node.text === '::' || node.text === ';') throw syntaxError(scope.text, node.at);
      return [node.text, 1];
  }
};

const expression = (scope: Scope, nodes: readonly Node[]): string => {
  const pieces: string[] = [];
  for (let index = 0; index < nodes.length; ) {
    const [sql, taken] = translateNode(scope, nodes, index);
    pieces.push(sql);
    index += taken;
  }
  return pieces.join(' ');
};

/** The select list; what has no name is named `_col0`, `_col1`, … by its place. */
const selectList = (scope: Scope, nodes: readonly Node[]): Piece => {
  const isAll = ['DISTINCT', 'ALL'].includes(wordAt(nodes, 0));
  const start = isAll ? 1 : 0;
  const ends = (index: number) => wordAt(nodes, index) === 'FROM' || clauseEnds.has(wordAt(nodes, index));
  let end = start;
  while (end < nodes.length && !ends(end)) end += 1;
  const items = split(nodes.slice(start, end)).map((item, place) => {
    if (item.length === 0) throw syntaxError(scope.text, nodes[start]?.at ?? scope.text.length);
    const sql = expression(scope, item);
    return isNamed(item) ? sql : `${sql} AS "_col${place}"`;
  });
  return [`${isAll ? `${wordAt(nodes, 0)} ` : ''}${items.join(', ')}`, end];
};

/** A table, a subquery or a parenthesised join after FROM, JOIN or a comma. */
const tableReference = (scope: Scope, nodes: readonly Node[], index: number): Piece => {
  const node = nodes[index];
  if (node?.kind === 'group') {
    return [isQuery(node) ? `(${query(scope, node.nodes)})` : `(${from(scope, node.nodes)})`, 1];
  }
  if (node === undefined || !isName(nodes, index)) throw syntaxError(scope.text, node?.at ?? scope.text.length);
  const first = nameAt(nodes, index);
  if (nodes[index + 1]?.kind === 'group')
    return [translateCall(scope, node as Token & { text: string }, nodes[index + 1] as Group), 2];
  if (!isDot(nodes[index + 1])) {
    if (scope.named.has(first.toLowerCase())) return [quoted(first), 1];
    throw validationError(`${place(scope.text, node.at)}: Schema must be specified when session schema is not set`);
  }
  if (!isName(nodes, index + 2)) throw syntaxError(scope.text, node.at);
  const table = nameAt(nodes, index + 2);
  const hasAlias = wordAt(nodes, index + 3) === 'AS' || isName(nodes, index + 3);
  return [`${scope.relation(first, table)}${hasAlias ? '' : ` AS ${quoted(table)}`}`, 3];
};

/** The inside of a parenthesised join. */
const from = (scope: Scope, nodes: readonly Node[]): string => clauses(scope, nodes, true);

/** `name [(columns)] AS (query), …` after WITH. Returns the scope that sees the names. */
const commonTables = (scope: Scope, nodes: readonly Node[]): { sql: string; taken: number; inner: Scope } => {
  const tables: string[] = [];
  let inner = scope;
  let index = 1;
  for (;;) {
    const at = nodes[index]?.at ?? scope.text.length;
    if (!isName(nodes, index)) throw syntaxError(scope.text, at);
    const name = nameAt(nodes, index);
    const columns = nodes[index + 1];
    const as = columns?.kind === 'group' ? index + 2 : index + 1;
    const body = nodes[as + 1];
    if (wordAt(nodes, as) !== 'AS' || body?.kind !== 'group') throw syntaxError(scope.text, at);
    const list = columns?.kind === 'group' ? ` ${translateGroup(inner, columns)}` : '';
    tables.push(`${quoted(name)}${list} AS (${query(inner, body.nodes)})`);
    inner = { ...inner, named: new Set([...inner.named, name.toLowerCase()]) };
    index = as + 2;
    if (!isComma(nodes[index])) break;
    index += 1;
  }
  return { sql: `WITH ${tables.join(', ')}`, taken: index, inner };
};

/** Everything of a query after WITH. */
const clauses = (scope: Scope, nodes: readonly Node[], startsInFrom: boolean): string => {
  const pieces: string[] = [];
  let isInFrom = startsInFrom;
  let wantsTable = startsInFrom;
  for (let index = 0; index < nodes.length; ) {
    const word = wordAt(nodes, index);
    if (word === 'SELECT') {
      const [sql, taken] = selectList(scope, nodes.slice(index + 1));
      pieces.push(`SELECT ${sql}`);
      index += taken + 1;
      isInFrom = false;
      continue;
    }
    if (clauseEnds.has(word)) isInFrom = false;
    const [sql, taken] = wantsTable ? tableReference(scope, nodes, index) : translateNode(scope, nodes, index);
    pieces.push(sql);
    wantsTable = word === 'FROM' || word === 'JOIN' || (isInFrom && isComma(nodes[index]) && !wantsTable);
    if (word === 'FROM') isInFrom = true;
    index += taken;
  }
  if (wantsTable) throw syntaxError(scope.text, scope.text.length);
  return pieces.join(' ');
};

const query = (scope: Scope, nodes: readonly Node[]): string => {
  if (wordAt(nodes, 0) !== 'WITH') return clauses(scope, nodes, false);
  const { sql, taken, inner } = commonTables(scope, nodes);
  return `${sql} ${clauses(inner, nodes.slice(taken), false)}`;
};

/**
 * Writes a query of the Timestream dialect as one for DuckDB.
 * Source: https://docs.aws.amazon.com/timestream/latest/developerguide/reference.html
 * @throws AwsError ValidationException; UnsupportedError for what is not built
 */
export const translate = (nodes: readonly Node[], context: TranslationContext): string => {
  const first = wordAt(nodes, 0);
  if (['SHOW', 'DESCRIBE', 'UNLOAD'].includes(first)) throw new UnsupportedError(`the Timestream statement ${first}`);
  const isSelect = first === 'SELECT' || first === 'WITH' || (nodes[0]?.kind === 'group' && isQuery(nodes[0]));
  if (!isSelect) throw syntaxError(context.text, nodes[0]?.at ?? 0);
  return query({ ...context, named: new Set() }, nodes);
};
