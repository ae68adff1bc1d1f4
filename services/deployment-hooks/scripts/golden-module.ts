import type { GoldenSet } from './golden-set.ts';

/** The module that the hooks import. V8 reads JSON faster than the same text as a literal. */
export const goldenModule = ({ golden, expectedChanges }: GoldenSet): string =>
  `// Generated from releases/. Do not edit.
export const golden = /* @__PURE__ */ JSON.parse(${JSON.stringify(JSON.stringify(golden))});
export const expectedChanges = /* @__PURE__ */ JSON.parse(${JSON.stringify(JSON.stringify(expectedChanges))});
`;

export const goldenModuleTypes = `// Generated from releases/. Do not edit.
import type { ExpectedChange } from '@signalbox/releases';
/** Lines of the archive: JSON each. */
export declare const golden: readonly string[];
export declare const expectedChanges: readonly ExpectedChange[];
`;
