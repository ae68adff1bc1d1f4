import type { Node } from '../ast.ts';
import { formatNode } from '../format-node.ts';
import { type ReferenceTarget, targetOf } from './reference-target.ts';
import type { StaticType } from './static-type.ts';
import type { TypeProblem, TypeProblemCode } from './type-problem.ts';

/** The types of what an expression refers to, as far as they are known. */
export type TypeOfReference = (target: Exclude<ReferenceTarget, { kind: 'unknown' }>) => StaticType;

/** A reference whose place asks for a type: `$variable.a` in `$variable.a + 1` is used as an Integer or Decimal. */
export interface TypeUse {
  readonly target: Exclude<ReferenceTarget, { kind: 'unknown' }>;
  /** As written, e.g. `$input.Pump.pressure`. */
  readonly reference: string;
  readonly type: Exclude<StaticType, 'Unknown'>;
  readonly start: number;
  readonly end: number;
}

/** What is found while an expression's types are worked out. */
export class TypeChecker {
  readonly problems: TypeProblem[] = [];
  readonly uses: TypeUse[] = [];
  readonly text: string;
  readonly typeOfReference: TypeOfReference;

  constructor(text: string, typeOfReference: TypeOfReference) {
    this.text = text;
    this.typeOfReference = typeOfReference;
  }

  report(code: TypeProblemCode, analysis: TypeProblem['analysis'], node: Node, message: string): void {
    this.problems.push({ code, analysis, message, start: node.start, end: node.end });
  }

  /** Notes that the place where a node stands asks for a type. Only what references are used as is of interest. */
  use(node: Node, type: StaticType): void {
    if (node.kind !== 'reference' || type === 'Unknown') return;
    const target = targetOf(node);
    if (target.kind === 'unknown') return;
    this.uses.push({ target, reference: formatNode(node), type, start: node.start, end: node.end });
  }

  sourceOf({ start, end }: Node): string {
    return this.text.slice(start, end);
  }
}
