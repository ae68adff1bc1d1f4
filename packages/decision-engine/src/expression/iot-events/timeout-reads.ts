import type { Node } from '../ast.ts';
import { walk } from '../walk.ts';
import type { Evaluate } from './scope.ts';

/** Questions about the trigger and nothing else: `triggerType("Message")`, `!currentInput("Pump")`. */
const asksForTrigger = (node: Node): boolean => {
  let asks = false;
  let more = false;
  walk(node, (each) => {
    if (each.kind === 'reference') more = true;
    if (each.kind !== 'call') return;
    if (each.name === 'triggerType' || each.name === 'currentInput') asks = true;
    else more = true;
  });
  return asks && !more;
};

/** Those of the terms of `a && b && …` that ask what the trigger is. */
function triggerQuestions(node: Node): readonly Node[] {
  if (node.kind === 'binary' && node.operator === '&&') {
    return [...triggerQuestions(node.left), ...triggerQuestions(node.right)];
  }
  return asksForTrigger(node) ? [node] : [];
}

/** Whether evaluating it can use up a `timeout`. */
function readsTimeout(node: Node): boolean {
  let reads = false;
  walk(node, (each) => {
    if (each.kind === 'call' && each.name === 'timeout') reads = true;
  });
  return reads;
}

/**
 * Has the right side of `&&` and `||` read too where it decides nothing, if there is a `timeout` in it: AWS's guide says of
 * one that stands beside tests of inputs that "its value is lost". Only an `&&` whose left side asks what the trigger is, and
 * is told no, leaves it unread: what AWS's analysis recommends, `triggerType("Message") && timeout("t")`, could never be
 * true otherwise.
 * @param decide evaluates the operation and reads the right side if that decides
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/iotevents-commented-example.html
 */
export function usingUpTimeouts(
  { operator, left, right }: Node & { kind: 'binary' },
  compile: (node: Node) => Evaluate,
  decide: (left: Evaluate, right: Evaluate) => Evaluate,
): Evaluate {
  const [first, second] = [compile(left), compile(right)];
  const lazily = decide(first, second);
  if (!readsTimeout(right)) return lazily;
  const questions = operator === '&&' ? triggerQuestions(left).map(compile) : [];
  return (scope) => {
    if (questions.some((ask) => ask(scope) !== true)) return lazily(scope);
    const [known, alsoKnown] = [first(scope), second(scope)];
    const eagerly = decide(
      () => known,
      () => alsoKnown,
    );
    return eagerly(scope);
  };
}
