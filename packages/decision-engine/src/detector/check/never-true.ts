import { type Node, walk } from '../../expression/index.ts';
import { compileCondition, type Scope } from '../../expression/iot-events/index.ts';

/** Nobody looks at it: what asks for it is no constant. */
const nothing: Scope = {
  input: () => undefined,
  variable: () => undefined,
  timeout: () => false,
  triggerType: 'Message',
  currentInput: () => false,
};

const isConstant = (node: Node): boolean => {
  let constant = true;
  walk(node, ({ kind }) => {
    if (kind === 'reference' || kind === 'call') constant = false;
  });
  return constant;
};

/** A condition that is false whatever happens: `false`, `1 > 2 && …`. */
export const neverTrue = (condition: Node): boolean => {
  if (isConstant(condition)) return !compileCondition(condition)(nothing);
  if (condition.kind !== 'binary') return false;
  const { operator, left, right } = condition;
  if (operator === '&&') return neverTrue(left) || neverTrue(right);
  return operator === '||' && neverTrue(left) && neverTrue(right);
};
