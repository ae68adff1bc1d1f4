import type { BinaryOperator, Node, UnaryOperator } from '../ast.ts';
import { add, bitAnd, bitNot, bitOr, bitXor, divide, multiply, negate, subtract } from './arithmetic.ts';
import { differs, equals, isAtLeast, isAtMost, isGreater, isLess } from './comparison.ts';
import type { ParameterType } from './functions/built-in.ts';
import { findFunction } from './functions/registry.ts';
import { integer } from './integer.ts';
import { keywordOf } from './keyword.ts';
import { and, not, or } from './logic.ts';
import { targetOf } from './reference-target.ts';
import type { Evaluate } from './scope.ts';
import { concatenate, textOf } from './text.ts';
import { usingUpTimeouts } from './timeout-reads.ts';
import { Invalid, isScalar, type Outcome, typeName, type Value } from './value.ts';

type Operand = Value | undefined;

const UNARY: Readonly<Record<UnaryOperator, (operand: Operand) => Outcome>> = { '!': not, '~': bitNot, '-': negate };

const BINARY: Readonly<Record<Exclude<BinaryOperator, '&&' | '||'>, (left: Operand, right: Operand) => Outcome>> = {
  '|': bitOr,
  '^': bitXor,
  '&': bitAnd,
  '==': equals,
  '!=': differs,
  '<': isLess,
  '<=': isAtMost,
  '>': isGreater,
  '>=': isAtLeast,
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
};

/**
 * An expression of AWS IoT Events as a function of what it can see. Never throws: what the analysis refuses (an unknown
 * function, a bare name) compiles to something that is always invalid.
 *
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/iotevents-expressions.html
 */
export function compileIotEvents(node: Node): Evaluate {
  switch (node.kind) {
    case 'integer':
      return constant(integer(node.value));
    case 'decimal':
    case 'string':
    case 'boolean':
      return constant(node.value);
    case 'template':
      return compileTemplate(node.parts);
    case 'reference':
      return compileReference(node);
    case 'unary':
      return compileUnary(node.operator, node.operand);
    case 'binary':
      return compileBinary(node);
    case 'call':
      return compileCall(node);
  }
}

/** A condition: what is not a Boolean counts as false (AWS, Detector model restrictions and limitations). */
export function compileCondition(node: Node): (scope: Parameters<Evaluate>[0]) => boolean {
  const evaluate = compileIotEvents(node);
  return (scope) => evaluate(scope) === true;
}

function constant(value: Outcome): Evaluate {
  return () => value;
}

function compileReference(node: Node & { kind: 'reference' }): Evaluate {
  const target = targetOf(node);
  if (target.kind === 'unknown') return constant(new Invalid(target.reason));
  const { name } = target;
  if (target.kind === 'variable') return (scope) => scope.variable(name);
  const { path } = target;
  return (scope) => scope.input(name, path);
}

function compileUnary(operator: UnaryOperator, operand: Node): Evaluate {
  // The least integer has no positive counterpart, so a literal is read together with its sign.
  if (operator === '-' && operand.kind === 'integer') return constant(integer(-operand.value));
  const evaluate = compileIotEvents(operand);
  const apply = UNARY[operator];
  return (scope) => {
    const value = evaluate(scope);
    return value instanceof Invalid ? value : apply(value);
  };
}

function compileBinary(node: Node & { kind: 'binary' }): Evaluate {
  const { operator } = node;
  if (operator === '&&') return usingUpTimeouts(node, compileIotEvents, and);
  if (operator === '||') return usingUpTimeouts(node, compileIotEvents, or);
  const left = compileIotEvents(node.left);
  const right = compileIotEvents(node.right);
  const apply = BINARY[operator];
  return (scope) => {
    const first = left(scope);
    if (first instanceof Invalid) return first;
    const second = right(scope);
    return second instanceof Invalid ? second : apply(first, second);
  };
}

function compileCall({ name, arguments: nodes }: Node & { kind: 'call' }): Evaluate {
  const builtIn = findFunction(name);
  if (builtIn === undefined) return constant(new Invalid(`there is no function ${name}`));
  const { parameters, apply } = builtIn;
  if (nodes.length !== parameters.length) return constant(new Invalid(`${name} takes ${parameters.length} arguments`));
  const args = nodes.map((node, index) => compileArgument(node, parameters[index]));
  return (scope) => {
    const values: Operand[] = [];
    for (const arg of args) {
      const value = arg(scope);
      if (value instanceof Invalid) return value;
      values.push(value);
    }
    return apply(values, scope);
  };
}

function compileArgument(node: Node, parameter: ParameterType | undefined): Evaluate {
  const keyword = parameter === 'keyword' ? keywordOf(node) : undefined;
  return keyword === undefined ? compileIotEvents(node) : constant(keyword);
}

/** A part that is undefined makes the text undefined; null reads `null`, as in JSON. */
function compileTemplate(parts: readonly (string | Node)[]): Evaluate {
  const compiled = parts.map((part) => (typeof part === 'string' ? constant(part) : compileIotEvents(part)));
  return (scope) => {
    let text: string | Invalid = '';
    for (const part of compiled) {
      const value = part(scope);
      if (value === undefined || value instanceof Invalid) return value;
      if (value !== null && !isScalar(value)) return new Invalid(`a template does not take ${typeName(value)}`);
      text = concatenate(text, value === null ? 'null' : textOf(value));
      if (text instanceof Invalid) return text;
    }
    return text;
  };
}
