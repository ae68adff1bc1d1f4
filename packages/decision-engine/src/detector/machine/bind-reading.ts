import { formatNode, type Node } from '../../expression/index.ts';
import { findFunction } from '../../expression/iot-events/functions/registry.ts';

/** The input that stands for a reading while a template is evaluated. */
const READING = 'reading';

const names = ['deviceId', 'fleet', 'deviceType', 'time', 'seq'];
const types = ['String', 'Boolean', 'Decimal'];
/** What these ask for, a reading has not. */
const foreign = ['timeout', 'triggerType', 'currentInput'];

/** Why a name in a template leads nowhere. */
export class UnknownName extends Error {
  override readonly name = 'UnknownName';
}

const bindReference = (node: Node & { kind: 'reference' }, noteMetric: (name: string) => void): Node => {
  const { root, path } = node;
  const [metric] = path;
  if (root === 'metrics' && path.length === 1 && typeof metric === 'string') noteMetric(metric);
  else if (!names.includes(root) || path.length > 0) {
    throw new UnknownName(`${formatNode(node)} is not known: known are ${names.join(', ')} and metrics.<name>`);
  }
  return { ...node, root: '$input', path: [READING, root, ...path] };
};

const bindCall = (node: Node & { kind: 'call' }, bind: (node: Node) => Node): Node => {
  if (findFunction(node.name) === undefined || foreign.includes(node.name)) {
    throw new UnknownName(`there is no function ${node.name} here`);
  }
  const isType = (argument: Node): boolean =>
    argument.kind === 'reference' && argument.path.length === 0 && types.includes(argument.root);
  return { ...node, arguments: node.arguments.map((argument) => (isType(argument) ? argument : bind(argument))) };
};

/**
 * The expression with its bare names (`deviceId`, `metrics.pressure`) as references to the input {@link READING}.
 * @throws {UnknownName}
 */
export const bindReading = (node: Node, noteMetric: (name: string) => void): Node => {
  const bind = (each: Node): Node => bindReading(each, noteMetric);
  switch (node.kind) {
    case 'reference':
      return bindReference(node, noteMetric);
    case 'unary':
      return { ...node, operand: bind(node.operand) };
    case 'binary':
      return { ...node, left: bind(node.left), right: bind(node.right) };
    case 'template':
      return { ...node, parts: node.parts.map((part) => (typeof part === 'string' ? part : bind(part))) };
    case 'call':
      return bindCall(node, bind);
    default:
      return node;
  }
};
