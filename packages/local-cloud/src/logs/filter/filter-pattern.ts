import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import { compileJsonPattern } from './json-pattern.ts';

/** Whether a filter pattern takes a log event. */
export type Matches = (message: string) => boolean;

const invalidPattern = (pattern: string): AwsError =>
  new AwsError('InvalidParameterException', `Invalid filter pattern: ${pattern}`);

// A sign, then a quoted phrase (group 2) or a bare term (group 3).
const termPattern = /([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/y;

interface Term {
  readonly sign: string;
  readonly text: string;
}

const readTerms = (pattern: string): readonly Term[] => {
  const terms: Term[] = [];
  let at = 0;
  while (at < pattern.length) {
    if (/\s/.test(pattern[at] ?? '')) {
      at += 1;
      continue;
    }
    termPattern.lastIndex = at;
    const found = termPattern.exec(pattern);
    if (found === null) throw invalidPattern(pattern);
    terms.push({ sign: found[1] ?? '', text: found[3] ?? (found[2] ?? '').replace(/\\(.)/g, '$1') });
    at = termPattern.lastIndex;
  }
  return terms;
};

/** Terms are all needed, `?` terms one of them, `-` terms none. Letters count in their case. */
const compileTerms = (pattern: string): Matches => {
  const terms = readTerms(pattern);
  const of = (sign: string) => terms.filter((term) => term.sign === sign).map((term) => term.text);
  const [needed, optional, excluded] = [of(''), of('?'), of('-')];
  return (message) =>
    needed.every((text) => message.includes(text)) &&
    (optional.length === 0 || needed.length > 0 || optional.some((text) => message.includes(text))) &&
    !excluded.some((text) => message.includes(text));
};

/**
 * Compiles a filter pattern: terms and quoted phrases, or a JSON pattern in braces.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * @throws AwsError InvalidParameterException; UnsupportedError for regular expressions and for patterns of space-delimited events
 */
export const compileFilter = (pattern: string): Matches => {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('{')) return compileJsonPattern(text);
  if (text.startsWith('[')) throw new UnsupportedError(`filter patterns of space-delimited events: ${text}`);
  if (/(^|\s)[?-]?%/.test(text)) throw new UnsupportedError(`regular expressions in filter patterns: ${text}`);
  return compileTerms(text);
};
