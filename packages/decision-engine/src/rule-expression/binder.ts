import type { Node } from '../expression/index.ts';
import type { Bound } from './bound.ts';
import type { ProblemList } from './problem-list.ts';
import type { RuleNames, ScalarType } from './scope.ts';

/** What the parts of the binder share. `bind` gives undefined for what it has told a problem of. */
export interface Binder extends ProblemList {
  readonly names: RuleNames;
  readonly bind: (node: Node) => Bound | undefined;
  /** Binds and insists on a type. `what` says of whom: "the left side of &&". */
  readonly bindAs: (type: ScalarType, node: Node, what: string) => Bound | undefined;
}
