import type { GoldenSet } from './golden-set.ts';

const constant = (name: string, value: unknown): string =>
  `export const ${name} = /* @__PURE__ */ JSON.parse(${JSON.stringify(JSON.stringify(value))});`;

/** The module that the hooks import. V8 reads JSON faster than the same text as a literal. */
export const goldenModule = ({ golden, expected }: GoldenSet): string =>
  `// Generated from releases/. Do not edit.
${constant('golden', golden)}
${constant('expectedChanges', expected.changes)}
${constant('expectedRecords', expected.records)}
`;

export const goldenModuleTypes = `// Generated from releases/. Do not edit.
import type { ExpectedChange, ExpectedRecordChange } from '@signalbox/releases';
/** Lines of the archive: JSON each. */
export declare const golden: readonly string[];
export declare const expectedChanges: readonly ExpectedChange[];
export declare const expectedRecords: readonly ExpectedRecordChange[];
`;
