import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Path, Spot } from './report.ts';
import type { RuleProblem } from './rule-set-error.ts';
import { scalarOffsets } from './scalar-offsets.ts';
import { encodingFault, type Fault, syntaxFaults } from './syntax-faults.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A YAML file that is read. */
export interface YamlSource {
  /** What it holds, as plain values; undefined if it could not be read. */
  readonly value: unknown;
  /** What is wrong with its YAML. */
  readonly problems: readonly RuleProblem[];
  readonly placeOf: (path: Path, spot?: Spot) => Place;
}

const maxRuleBytes = 65_536;
/** A model of AWS IoT Events may be long. */
const maxModelBytes = 2_097_152;

type Parsed = ReturnType<typeof parseDocument>;

/** The pair of a map whose key is `name`, or the item of a list. */
const childOf = (node: unknown, name: string | number): { key?: unknown; value: unknown } | undefined => {
  if (isSeq(node)) return { value: node.items[Number(name)] };
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(name));
};

interface Found {
  readonly node: Node;
  readonly key?: Node;
  /** Whether all of the path exists. */
  readonly isWhole: boolean;
}

const find = (contents: unknown, path: Path): Found | undefined => {
  let found = isNode(contents) ? ({ node: contents, isWhole: true } as Found) : undefined;
  for (const name of path) {
    const child = childOf(found?.node, name);
    const key = isNode(child?.key) ? child.key : undefined;
    const node = isNode(child?.value) ? child.value : key;
    if (found === undefined || node === undefined) return found && { ...found, isWhole: false };
    found = { node, isWhole: true, ...(key && { key }) };
  }
  return found;
};

const offsetOf = (text: string, contents: unknown, path: Path, { key = false, offset }: Spot): number => {
  const found = find(contents, path);
  if (found === undefined) return 0;
  const node = key && found.isWhole ? (found.key ?? found.node) : found.node;
  const start = node.range?.[0] ?? 0;
  if (offset === undefined || !found.isWhole || !isScalar(node) || typeof node.value !== 'string') return start;
  const offsets = scalarOffsets(text, start, node.type, node.value);
  return offsets[Math.min(offset, offsets.length - 1)] ?? start;
};

/** A tag as it stands before its node. */
const tagBefore = (text: string, start: number): Fault => {
  const [, tag = ''] = /(![^\s,[\]{}]*)[^!]*$/.exec(text.slice(Math.max(0, start - 200), start)) ?? [];
  const at = tag === '' ? start : text.lastIndexOf(tag, start);
  return { at, message: `${tag}: tags are not known here; a text that begins with ! wants quotes` };
};

/** What we refuse of YAML, for an expression in it could not be placed, or a small file could be huge. */
const refused = (document: Parsed, text: string): Fault[] => {
  const faults: Fault[] = [];
  visit(document, (_key, node) => {
    if (isPair(node) || !isNode(node)) return;
    const at = node.range?.[0] ?? 0;
    if (isAlias(node)) faults.push({ at, message: `*${node.source}: aliases are not known here, write it out` });
    else if (node.tag !== undefined) faults.push(tagBefore(text, at));
    else if (isMap(node) && node.items.some(({ key }) => !isScalar(key)))
      faults.push({ at, message: 'a name must be a text' });
  });
  return faults;
};

interface Content {
  readonly document: Parsed;
  readonly value: unknown;
  readonly faults: readonly Fault[];
}

const options = { version: '1.2', schema: 'core', prettyErrors: false } as const;

/** @throws {RangeError} the text is nested too deeply */
const parse = (text: string, lineCounter: LineCounter): Content => {
  const document = parseDocument(text, { ...options, lineCounter });
  const syntax = syntaxFaults(document);
  // The parser tells of its own stack as of any other fault.
  if (syntax.some(({ message }) => message.startsWith('Maximum call stack'))) throw new RangeError('too deep');
  const encoding = encodingFault(text);
  const faults = encoding ? [encoding] : [...syntax, ...refused(document, text)];
  return { document, faults, value: faults.length > 0 ? undefined : document.toJS() };
};

const unreadable = (file: string, message: string): YamlSource => ({
  value: undefined,
  problems: [{ file, line: 1, column: 1, message }],
  placeOf: () => ({ line: 1, column: 1 }),
});

/** What `parse` gives; a message if there is nothing to look at. */
const tryParse = (text: string, lineCounter: LineCounter, maxBytes: number): Content | string => {
  if (Buffer.byteLength(text) > maxBytes) return `is longer than ${maxBytes} bytes`;
  try {
    return parse(text, lineCounter);
  } catch (error) {
    if (error instanceof RangeError) return 'is nested too deeply';
    throw error;
  }
};

/** Reads the YAML of a file; says of everything in it where it stands. */
export const readYaml = (file: string, text: string): YamlSource => {
  const lineCounter = new LineCounter();
  const content = tryParse(text, lineCounter, file.endsWith('.json') ? maxModelBytes : maxRuleBytes);
  if (typeof content === 'string') return unreadable(file, content);
  const { document, faults, value } = content;
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(Math.min(offset, text.length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  return {
    value,
    problems: faults.map(({ at, message }) => ({ file, ...placeAt(at), message })),
    placeOf: (path, spot = {}) => placeAt(offsetOf(text, document.contents, path, spot)),
  };
};
