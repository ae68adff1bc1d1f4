export type { BinaryOperator, Node, PathStep, Span, UnaryOperator } from './ast.ts';
export { ExpressionError } from './expression-error.ts';
export { formatNode } from './format-node.ts';
export { parseExpression, parseTemplate } from './parser.ts';
export { walk } from './walk.ts';
