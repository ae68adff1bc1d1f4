import type { CompileContext, Evaluator } from '../compile/evaluator.ts';
import type { Call } from '../syntax/ast.ts';

export type CallSite = {
  node: Call;
  /** As many as the arity says. */
  args: Evaluator[];
  context: CompileContext;
};

/** One function of the language, one file each; the registry lists them. */
export type SqlFunction = {
  /** In lower case: names are written in any case. */
  name: string;
  /** Fewest and most arguments; with any other number the call is Undefined. */
  arity: readonly [number, number];
  /** Refused in statements of SQL 2015-10-08. */
  since2016?: true;
  /** @throws SqlError */
  compile(site: CallSite): Evaluator;
};
