import type { Span } from './ast.ts';

/**
 * `root` is `$input`, `$variable`; `quoted` is a name in backticks (text without them); `quote` opens a string, whose
 * inside is not made of tokens.
 */
export type TokenKind = 'integer' | 'decimal' | 'name' | 'root' | 'quoted' | 'quote' | 'symbol' | 'end';

export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
}

/** What other languages write where ours has signs. */
const signs: Readonly<Record<string, string>> = { and: '&&', or: '||', AND: '&&', OR: '||' };

/** A token as an error message shows it. */
export function describeToken(token: Token): string {
  const sign = token.kind === 'name' ? signs[token.text] : undefined;
  if (sign !== undefined) return `'${token.text}': write ${sign}`;
  if (token.kind === 'end') return 'the end';
  if (token.kind === 'quote') return 'a string';
  return token.kind === 'quoted' ? `\`${token.text}\`` : `'${token.text}'`;
}
