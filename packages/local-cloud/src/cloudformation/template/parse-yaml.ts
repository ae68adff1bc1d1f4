import { isAlias, isMap, isPair, isScalar, isSeq, type Node, parseDocument, type Scalar } from 'yaml';
import { formatError, templateError } from './template-error.ts';

/** YAML 1.1 tags that CloudFormation leaves as strings, or does not have. */
const absentTags = new Set(['binary', 'omap', 'pairs', 'set', 'timestamp', 'merge']);

const isAbsent = (tag: string | undefined): boolean => absentTags.has((tag ?? '').replace('tag:yaml.org,2002:', ''));

/** `!Ref x` is `{Ref: x}`, `!GetAtt a.b` is `{Fn::GetAtt: [a, b]}`, any other `!Name x` is `{Fn::Name: x}`. */
const longForm = (tag: string, value: unknown): unknown => {
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name !== 'GetAtt' || typeof value !== 'string') return { [`Fn::${name}`]: value };
  const dot = value.indexOf('.');
  return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
};

/** `y` and `n` alone are texts, as in the parsers that AWS uses. */
const scalar = ({ value: read, source }: Scalar): unknown =>
  typeof read === 'boolean' && source?.length === 1 ? source : read;

const nameOf = (key: unknown): string => (isScalar(key) ? String(key.source ?? key.value) : '');

const plainValue = (node: Node | null): unknown => {
  if (isAlias(node)) throw templateError('YAML aliases are not allowed in CloudFormation templates');
  if (isScalar(node)) return scalar(node);
  if (isSeq(node)) return node.items.map((item) => value(item as Node));
  if (!isMap(node)) return null;
  return Object.fromEntries(
    node.items.map((pair) => {
      if (!isPair(pair) || !isScalar(pair.key)) throw formatError('YAML keys must be plain strings');
      return [nameOf(pair.key), value(pair.value as Node | null)];
    }),
  );
};

const value = (node: Node | null): unknown => {
  const tag = node?.tag;
  return tag?.startsWith('!') === true && tag !== '!' ? longForm(tag, plainValue(node)) : plainValue(node);
};

/**
 * Reads a YAML 1.1 template with the short forms of intrinsic functions.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 * @throws AwsError ValidationError
 */
export const parseYaml = (body: string): unknown => {
  const document = parseDocument(body, {
    version: '1.1',
    logLevel: 'silent',
    uniqueKeys: (a, b) => nameOf(a) === nameOf(b),
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !isAbsent(tag.tag)),
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line = 0, col = 0 } = error.linePos?.[0] ?? {};
    throw formatError(`YAML not well-formed. (line ${line}, column ${col})`);
  }
  return value(document.contents);
};
