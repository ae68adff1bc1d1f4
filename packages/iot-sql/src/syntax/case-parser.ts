import type { Case } from './ast.ts';
import { parseExpression } from './expression-parser.ts';
import type { TokenReader } from './token-reader.ts';

/** `CASE subject WHEN a THEN b … ELSE c END`. */
export function parseCase(reader: TokenReader, depth: number): Case {
  const offset = reader.expectKeyword('CASE').start;
  const subject = reader.isKeyword('WHEN') ? undefined : parseExpression(reader, depth + 1);
  const branches: Case['branches'] = [];
  do {
    reader.expectKeyword('WHEN');
    const when = parseExpression(reader, depth + 1);
    reader.expectKeyword('THEN');
    branches.push({ when, result: parseExpression(reader, depth + 1) });
  } while (reader.isKeyword('WHEN'));
  const otherwise = reader.acceptKeyword('ELSE') ? parseExpression(reader, depth + 1) : undefined;
  reader.expectKeyword('END');
  return { kind: 'case', subject, branches, otherwise, offset };
}
