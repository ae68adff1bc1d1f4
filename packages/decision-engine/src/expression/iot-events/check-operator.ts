import type { BinaryOperator, Node, UnaryOperator } from '../ast.ts';
import { areCompatible, commonNumber, isNumber, type StaticType } from './static-type.ts';
import type { TypeChecker } from './type-checker.ts';

type Binary = Node & { kind: 'binary' };
type Takes = (type: StaticType) => boolean;

const takesBoolean: Takes = (type) => type === 'Boolean' || type === 'Unknown';
const takesInteger: Takes = (type) => type === 'Integer' || type === 'Unknown';
const takesNumber: Takes = (type) => isNumber(type) || type === 'Unknown';

export function checkUnary(checker: TypeChecker, node: Node & { kind: 'unary' }, operand: StaticType): StaticType {
  const [takes, use, result] = UNARY[node.operator];
  if (!takes(operand)) refuse(checker, node, node.operator, [operand]);
  checker.use(node.operand, use);
  return result ?? (takesNumber(operand) ? operand : 'Unknown');
}

const UNARY: Readonly<Record<UnaryOperator, readonly [Takes, StaticType, StaticType | undefined]>> = {
  '!': [takesBoolean, 'Boolean', 'Boolean'],
  '~': [takesInteger, 'Integer', 'Integer'],
  '-': [takesNumber, 'Decimal', undefined],
};

export function checkBinary(checker: TypeChecker, node: Binary, left: StaticType, right: StaticType): StaticType {
  switch (node.operator) {
    case '&&':
    case '||':
      return checkBoth(checker, node, [left, right], takesBoolean, 'Boolean');
    case '|':
    case '^':
    case '&':
      return checkBoth(checker, node, [left, right], takesInteger, 'Integer');
    case '+':
      return checkAddition(checker, node, left, right);
    case '-':
    case '*':
    case '/':
      checkBoth(checker, node, [left, right], takesNumber, 'Decimal');
      return takesNumber(left) && takesNumber(right) ? commonNumber(left, right) : 'Unknown';
    default:
      return checkComparison(checker, node, left, right);
  }
}

/** Both operands are to be of one type, which is also what references among them are used as. */
function checkBoth(
  checker: TypeChecker,
  node: Binary,
  types: readonly StaticType[],
  takes: Takes,
  type: StaticType,
): StaticType {
  if (!types.every(takes)) refuse(checker, node, node.operator, types);
  checker.use(node.left, type);
  checker.use(node.right, type);
  return type;
}

/** Numbers or strings: an operand that is known tells what the other is used as. What fails is not reported again above. */
function checkAddition(checker: TypeChecker, node: Binary, left: StaticType, right: StaticType): StaticType {
  checker.use(node.left, right);
  checker.use(node.right, left);
  if (left === 'Boolean' || right === 'Boolean' || !areCompatible(left, right)) {
    refuse(checker, node, '+', [left, right]);
    return 'Unknown';
  }
  return left === 'String' || right === 'String' ? 'String' : commonNumber(left, right);
}

function checkComparison(checker: TypeChecker, node: Binary, left: StaticType, right: StaticType): StaticType {
  const ordered = node.operator !== '==' && node.operator !== '!=';
  const unordered = ordered && (left === 'Boolean' || right === 'Boolean');
  if (unordered || !areCompatible(left, right)) {
    const types = `[${left}, ${right}] used with operands of the comparison operator [${node.operator}]`;
    const message = `The data types ${types} are not compatible in the following expression: ${checker.sourceOf(node)}`;
    checker.report('INCOMPATIBLE_OPERANDS', 'data-type', node, message);
  }
  checker.use(node.left, right);
  checker.use(node.right, left);
  return 'Boolean';
}

function refuse(
  checker: TypeChecker,
  node: Node,
  operator: UnaryOperator | BinaryOperator,
  types: readonly StaticType[],
): void {
  const what = `[${types.join(', ')}] that you entered for the operator [${operator}]`;
  const message = `The data types ${what} aren't compatible for the following expression: '${checker.sourceOf(node)}'`;
  checker.report('INCOMPATIBLE_OPERANDS', 'data-type', node, message);
}
