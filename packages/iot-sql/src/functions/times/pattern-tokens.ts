/** A run of one letter, or text to take as it is. */
export type PatternToken = { letter: string; count: number } | { literal: string; isQuoted: boolean };

const TOKEN = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']/g;

/** What Joda and java.time have in common: letters are fields, quotes make literals, `''` is a quote. Undefined without an end of a quote. */
export function patternTokens(pattern: string): PatternToken[] | undefined {
  const tokens: PatternToken[] = [];
  let end = 0;
  for (const match of pattern.matchAll(TOKEN)) {
    if (match.index !== end) return undefined;
    const [whole, quoted, letter] = match;
    end += whole.length;
    if (letter !== undefined) tokens.push({ letter, count: whole.length });
    else if (quoted === '') tokens.push({ literal: "'", isQuoted: true });
    else if (quoted !== undefined) tokens.push({ literal: quoted.replaceAll("''", "'"), isQuoted: true });
    else tokens.push({ literal: whole, isQuoted: false });
  }
  return end === pattern.length ? tokens : undefined;
}
