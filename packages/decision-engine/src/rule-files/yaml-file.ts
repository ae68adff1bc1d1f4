/** What rule files are read with, for other files that people write beside them. */
export type { Report } from './report.ts';
export type { RuleProblem } from './rule-set-error.ts';
export { atLeastOne } from './shape/constraints.ts';
export { list } from './shape/list.ts';
export { object, optional, required } from './shape/object.ts';
export { duration, integer, oneOf, text } from './shape/scalars.ts';
export { type Shape, shown } from './shape/shape.ts';
export { readYaml } from './yaml-source.ts';
