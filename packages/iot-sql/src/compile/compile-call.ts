import { FUNCTIONS } from '../functions/registry.ts';
import type { Call } from '../syntax/ast.ts';
import { type CompileContext, type Evaluator, refuse, requireVersion2016 } from './evaluator.ts';

/**
 * A call with a wrong number of arguments is Undefined ("Data types").
 *
 * @throws SqlError INVALID for an unknown function, UNSUPPORTED for one that the version or the ports do not have
 */
export function compileCall(node: Call, context: CompileContext): Evaluator {
  const definition = FUNCTIONS.get(node.name);
  if (definition === undefined) throw refuse(context, 'INVALID', `there is no function ${node.name}()`, node);
  if (definition.since2016) requireVersion2016(context, `${node.name}()`, node);
  context.calls.push(node.name);
  const [min, max] = definition.arity;
  const args = node.args.map((argument) => context.compile(argument));
  if (args.length < min || args.length > max) return () => undefined;
  return definition.compile({ node, context, args });
}
