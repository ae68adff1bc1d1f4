import type { Node } from '../ast.ts';
import type { BuiltIn, ParameterType } from './functions/built-in.ts';
import { findFunction } from './functions/registry.ts';
import { keywordOf } from './keyword.ts';
import { areCompatible, isNumber, type StaticType } from './static-type.ts';
import type { TypeChecker } from './type-checker.ts';

type Call = Node & { kind: 'call' };
type TypeOf = (node: Node) => StaticType;

/** Checks a call; `typeOf` works out the types of its arguments. */
export function checkCall(checker: TypeChecker, node: Call, typeOf: TypeOf): StaticType {
  const builtIn = findFunction(node.name);
  const keyword = builtIn?.parameters[0] === 'keyword' ? keywordOf(node.arguments[0]) : undefined;
  const types = node.arguments.map((each, index) => (index === 0 && keyword !== undefined ? 'String' : typeOf(each)));
  if (builtIn === undefined) {
    checker.report('UNKNOWN_FUNCTION', 'expression-syntax', node, `there is no function '${node.name}'`);
    return 'Unknown';
  }
  const { parameters } = builtIn;
  if (types.length !== parameters.length) {
    const message = `the function '${node.name}' takes ${parameters.length} arguments, not ${types.length}`;
    checker.report('WRONG_ARITY', 'expression-syntax', node, message);
  }
  for (const [index, parameter] of parameters.entries()) {
    const argument = node.arguments[index];
    if (argument !== undefined) checkArgument(checker, node, argument, types[index] ?? 'Unknown', parameter);
  }
  checkNamed(checker, node);
  return resultOf(checker, node, builtIn, types[1] ?? 'Unknown');
}

function checkArgument(checker: TypeChecker, call: Call, node: Node, type: StaticType, parameter: ParameterType): void {
  const wanted = parameter === 'keyword' ? 'String' : parameter;
  if (wanted === 'Any') return;
  checker.use(node, wanted);
  if (type === wanted || type === 'Unknown') return;
  const types = `The data types [${type}] found for the argument ${checker.sourceOf(node)} of the function '${call.name}'`;
  checker.report('WRONG_ARGUMENT', 'data-type', node, `${types} aren't compatible: it takes ${wanted}`);
}

/** `triggerType` has two arguments that make sense. */
function checkNamed(checker: TypeChecker, { name, arguments: [argument] }: Call): void {
  if (name !== 'triggerType' || argument?.kind !== 'string') return;
  if (['message', 'timer'].includes(argument.value.toLowerCase())) return;
  checker.report('WRONG_ARGUMENT', 'expression-syntax', argument, 'triggerType takes "Message" or "Timer"');
}

function resultOf(checker: TypeChecker, node: Call, { result }: BuiltIn, converted: StaticType): StaticType {
  if (result !== 'keyword') return result;
  const [keyword] = node.arguments;
  if (keyword === undefined) return 'Unknown';
  const type = keyword.kind === 'string' ? keyword.value : keywordOf(keyword);
  if (type === undefined) return 'Unknown';
  if (type !== 'String' && type !== 'Boolean' && type !== 'Decimal') {
    checker.report(
      'WRONG_ARGUMENT',
      'expression-syntax',
      keyword,
      `convert takes String, Boolean or Decimal, not '${type}'`,
    );
    return 'Unknown';
  }
  const argument = node.arguments[1];
  if (argument !== undefined && !canConvert(converted, type)) {
    const message = `convert cannot make a ${type} of the data type [${converted}] of ${checker.sourceOf(argument)}`;
    checker.report('WRONG_ARGUMENT', 'data-type', argument, message);
  }
  if (argument !== undefined && type !== 'String') checker.use(argument, 'String');
  return type;
}

function canConvert(from: StaticType, to: 'String' | 'Boolean' | 'Decimal'): boolean {
  if (to === 'String') return from === 'Boolean' || isNumber(from) || from === 'Unknown';
  return areCompatible(from, 'String');
}
