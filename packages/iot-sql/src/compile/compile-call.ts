import { AWS_FUNCTION_NAMES } from '../functions/aws-function-names.ts';
import { FUNCTIONS } from '../functions/registry.ts';
import type { Call } from '../syntax/ast.ts';
import { type CompileContext, type Evaluator, refuse } from './evaluator.ts';

/** @throws SqlError UNSUPPORTED for a function of AWS that is not here, INVALID for an unknown one or a wrong number of arguments */
export function compileCall(node: Call, context: CompileContext): Evaluator {
  const definition = FUNCTIONS.get(node.name);
  if (definition === undefined) {
    const isKnown = AWS_FUNCTION_NAMES.has(node.name);
    const reason = isKnown ? `the function ${node.name}() is not supported` : `there is no function ${node.name}()`;
    throw refuse(context, isKnown ? 'UNSUPPORTED' : 'INVALID', reason, node);
  }
  const [min, max] = definition.arity;
  if (node.args.length < min || node.args.length > max) {
    const wanted = min === max ? String(min) : `${min} to ${max}`;
    throw refuse(context, 'INVALID', `${node.name}() takes ${wanted} arguments, not ${node.args.length}`, node);
  }
  return definition.compile({ node, context, args: node.args.map((argument) => context.compile(argument)) });
}
