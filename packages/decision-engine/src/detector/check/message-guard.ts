import type { Node } from '../../expression/index.ts';
import { references } from '../../expression/iot-events/index.ts';

const isMessageQuestion = (node: Node): boolean => {
  if (node.kind !== 'call') return false;
  const { currentInputs, triggerTypes } = references(node);
  const onMessage = triggerTypes.some(({ name }) => name.toLowerCase() === 'message');
  return (node.name === 'currentInput' && currentInputs.length > 0) || (node.name === 'triggerType' && onMessage);
};

/** The terms that must all be true: `a && b && c`. */
const terms = (node: Node): readonly Node[] =>
  node.kind === 'binary' && node.operator === '&&' ? [...terms(node.left), ...terms(node.right)] : [node];

/** The condition can only be true when a message came, for it asks for that: `triggerType("Message") && …`. */
export const needsMessage = (condition: Node): boolean => {
  if (condition.kind === 'binary' && condition.operator === '||')
    return needsMessage(condition.left) && needsMessage(condition.right);
  const all = terms(condition);
  return all.length === 1 ? isMessageQuestion(condition) : all.some(needsMessage);
};

/** The condition reads an input that a timer's expiry leaves as it was, without asking whether a message came. */
export const readsInputUnasked = (condition: Node): boolean => {
  if (needsMessage(condition)) return false;
  if (condition.kind === 'binary' && condition.operator === '||')
    return readsInputUnasked(condition.left) || readsInputUnasked(condition.right);
  return references(condition).inputs.length > 0;
};
