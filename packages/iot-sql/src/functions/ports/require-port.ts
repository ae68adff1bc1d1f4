import { type CompileContext, refuse } from '../../compile/evaluator.ts';
import type { SqlPorts } from '../../ports/sql-ports.ts';

/** The port that a function needs. @throws SqlError UNSUPPORTED, naming the function, where it is not given */
export function requirePort<Name extends keyof SqlPorts>(
  name: Name,
  context: CompileContext,
  node: { offset: number },
): NonNullable<SqlPorts[Name]> {
  const port = context.ports[name];
  if (port !== undefined) return port;
  const what = name === 's3_object' ? "decode(…, 'proto', …)" : `the function ${name}()`;
  throw refuse(context, 'UNSUPPORTED', `${what} needs a service that is not here`, node);
}
