import type { Node, PathStep } from './ast.ts';
import { LOOSEST, precedenceOf } from './precedence.ts';

const TIGHTEST = 10;

/** The text of an expression, with no more parentheses than needed: parsing it again gives the same tree (but spans). */
export function formatNode(node: Node): string {
  return format(node, LOOSEST);
}

function format(node: Node, loosest: number): string {
  switch (node.kind) {
    case 'integer':
    case 'boolean':
      return String(node.value);
    case 'decimal':
      return formatDecimal(node.value);
    case 'string':
      return `'${escapeText(node.value)}'`;
    case 'template':
      return `'${node.parts.map(formatPart).join('')}'`;
    case 'reference':
      return formatName(node.root) + node.path.map(formatStep).join('');
    case 'unary':
      return node.operator + format(node.operand, TIGHTEST);
    case 'call':
      return `${node.name}(${node.arguments.map(formatNode).join(', ')})`;
    case 'binary':
      return formatBinary(node, loosest);
  }
}

function formatBinary(node: Node & { kind: 'binary' }, loosest: number): string {
  const precedence = precedenceOf(node.operator);
  const text = `${format(node.left, precedence)} ${node.operator} ${format(node.right, precedence + 1)}`;
  return precedence < loosest ? `(${text})` : text;
}

/** A decimal keeps a point or an exponent, or it would be read as an integer. */
function formatDecimal(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function formatPart(part: string | Node): string {
  return typeof part === 'string' ? escapeText(part) : `\${${formatNode(part)}}`;
}

function formatStep(step: PathStep): string {
  return typeof step === 'number' ? `[${step}]` : `.${formatName(step, true)}`;
}

function formatName(name: string, member = false): string {
  const plain = /^\$?[a-zA-Z][a-zA-Z0-9_]*$/.test(name) && !(member && name.startsWith('$'));
  return plain && (member || (name !== 'true' && name !== 'false')) ? name : `\`${name}\``;
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\']|\$(?=\{)/g, (character) => `\\${character}`);
}
