import type { Node } from '../ast.ts';
import { checkCall } from './check-call.ts';
import { checkBinary, checkUnary } from './check-operator.ts';
import { fitsInteger } from './integer.ts';
import { targetOf } from './reference-target.ts';
import { areCompatible, type StaticType } from './static-type.ts';
import { TypeChecker, type TypeOfReference, type TypeUse } from './type-checker.ts';
import type { TypeProblem } from './type-problem.ts';

/** What can be said of an expression without evaluating it. */
export interface TypeReport {
  readonly type: StaticType;
  readonly problems: readonly TypeProblem[];
  /** What the references are used as, for checks across the expressions of a model. */
  readonly uses: readonly TypeUse[];
}

export interface TypeContext {
  /** The text that the node was parsed from, for messages and spans. */
  readonly text: string;
  /** Default: nothing is known of any reference. */
  readonly typeOf?: TypeOfReference;
  /** True for a condition, whose result must be a Boolean. */
  readonly condition?: boolean;
}

/**
 * The type of an expression and the problems of its types. "All expressions for the same input attribute or variable in the
 * detector model must reference the same data type" (AWS): within this expression that is checked here.
 *
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/analyze-diagnostic-information.html
 */
export function inferType(node: Node, { text, typeOf = () => 'Unknown', condition = false }: TypeContext): TypeReport {
  const checker = new TypeChecker(text, typeOf);
  const type = infer(checker, node);
  if (condition) {
    checker.use(node, 'Boolean');
    if (!areCompatible(type, 'Boolean')) {
      checker.report('NOT_A_CONDITION', 'data-type', node, `Expression ${text} is not a valid condition expression.`);
    }
  }
  reportIncompatibleUses(checker);
  return { type, problems: checker.problems, uses: checker.uses };
}

function infer(checker: TypeChecker, node: Node): StaticType {
  switch (node.kind) {
    case 'integer':
      return inferInteger(checker, node, node.value);
    case 'decimal':
      return 'Decimal';
    case 'boolean':
      return 'Boolean';
    case 'string':
      return 'String';
    case 'template':
      for (const part of node.parts) if (typeof part !== 'string') infer(checker, part);
      return 'String';
    case 'reference':
      return inferReference(checker, node);
    case 'unary':
      if (node.operator === '-' && node.operand.kind === 'integer')
        return inferInteger(checker, node, -node.operand.value);
      return checkUnary(checker, node, infer(checker, node.operand));
    case 'binary':
      return checkBinary(checker, node, infer(checker, node.left), infer(checker, node.right));
    case 'call':
      return checkCall(checker, node, (argument) => infer(checker, argument));
  }
}

function inferInteger(checker: TypeChecker, node: Node, value: bigint): StaticType {
  if (!fitsInteger(value))
    checker.report('INTEGER_RANGE', 'data-type', node, `${value} does not fit an integer of 64 bits`);
  return 'Integer';
}

function inferReference(checker: TypeChecker, node: Node & { kind: 'reference' }): StaticType {
  const target = targetOf(node);
  if (target.kind !== 'unknown') return checker.typeOfReference(target);
  checker.report('INVALID_REFERENCE', 'expression-syntax', node, target.reason);
  return 'Unknown';
}

function reportIncompatibleUses(checker: TypeChecker): void {
  for (const [reference, uses] of Map.groupBy(checker.uses, (use) => use.reference)) {
    const types = [...new Set(uses.map((use) => use.type))];
    const [first] = uses;
    if (first === undefined || types.every((type) => types.every((other) => areCompatible(type, other)))) continue;
    const message = `Incompatible data types [${types.join(', ')}] found for ${reference} in the following expression: ${checker.text}`;
    const { start, end } = first;
    checker.problems.push({ code: 'INCOMPATIBLE_USES', analysis: 'data-type', message, start, end });
  }
}
