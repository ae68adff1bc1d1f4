import type { RuleSet, SetMember } from '@signalbox/decision-engine';

/** Where the compilers of the kinds come from that not every rule set has. */
const compilers: Partial<Record<SetMember['kind'], readonly [name: string, module: string]>> = {
  detector: ['detectorMachine', '@signalbox/decision-engine/detector'],
  alarm: ['alarmMachine', '@signalbox/decision-engine/alarm-model'],
};

/**
 * The module that the functions import: the rule set, and the compilers of just those kinds that are in it, so that a
 * bundle without detectors brings no detectors along.
 */
export const ruleSetModule = (ruleSet: RuleSet): string => {
  const kinds = [...new Set(ruleSet.rules.map(({ kind }) => kind))].sort();
  const needed = kinds.flatMap((kind) => (compilers[kind] ? [[kind, ...compilers[kind]] as const] : []));
  const imports = needed.map(([, name, module]) => `import { ${name} } from ${JSON.stringify(module)};\n`);
  const members = needed.map(([kind, name]) => `${kind}: ${name}`);
  // V8 reads JSON faster than the same text as a literal (https://v8.dev/blog/cost-of-javascript-2019#json).
  const json = JSON.stringify(JSON.stringify(ruleSet));
  return `// Generated from rules/. Do not edit.
${imports.join('')}export const ruleSet = JSON.parse(${json});
export const compilers = { ${members.join(', ')} };
`;
};

export const ruleSetModuleTypes = `// Generated from rules/. Do not edit.
import type { MemberCompilers, RuleSet } from '@signalbox/decision-engine';
export declare const ruleSet: RuleSet;
export declare const compilers: MemberCompilers;
`;
