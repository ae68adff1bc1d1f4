export { compileCondition, compileIotEvents } from './compile.ts';
export { type Evaluate, type Scope, valueAt } from './scope.ts';
export { valueText } from './text.ts';
export { Invalid, isScalar, type Outcome, type Scalar, type Value } from './value.ts';
