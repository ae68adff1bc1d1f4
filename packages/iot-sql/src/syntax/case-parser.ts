import type { Case } from './ast.ts';
import type { Grammar } from './grammar.ts';

/** `CASE subject WHEN a THEN b … ELSE c END`. */
export function parseCase(grammar: Grammar, depth: number): Case {
  const { reader } = grammar;
  const offset = reader.expectKeyword('CASE').start;
  const subject = reader.isKeyword('WHEN') ? undefined : grammar.expression(depth + 1);
  const branches: Case['branches'] = [];
  do {
    reader.expectKeyword('WHEN');
    const when = grammar.expression(depth + 1);
    reader.expectKeyword('THEN');
    branches.push({ when, result: grammar.expression(depth + 1) });
  } while (reader.isKeyword('WHEN'));
  const otherwise = reader.acceptKeyword('ELSE') ? grammar.expression(depth + 1) : undefined;
  reader.expectKeyword('END');
  return { kind: 'case', subject, branches, otherwise, offset };
}
