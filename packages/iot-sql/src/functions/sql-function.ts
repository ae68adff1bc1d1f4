import type { CompileContext, Evaluator } from '../compile/evaluator.ts';
import type { Call } from '../syntax/ast.ts';

export type CallSite = { node: Call; args: Evaluator[]; context: CompileContext };

/** One function of the language, one file each; the registry lists them. */
export type SqlFunction = {
  /** In lower case: names are written in any case. */
  name: string;
  /** Fewest and most arguments. */
  arity: readonly [number, number];
  compile(site: CallSite): Evaluator;
};
