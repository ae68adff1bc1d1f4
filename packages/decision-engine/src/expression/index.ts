export type { BinaryOperator, Node, PathStep, Span, UnaryOperator } from './ast.ts';
export { childrenOf } from './children.ts';
export { MAX_DEPTH } from './depth-guard.ts';
export { ExpressionError, type ExpressionErrorCode } from './expression-error.ts';
export { formatNode } from './format-node.ts';
export { parseExpression, parseTemplate } from './parser.ts';
export { walk } from './walk.ts';
