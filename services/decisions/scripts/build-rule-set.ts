import { fileURLToPath } from 'node:url';
import { buildGenerated } from '@signalbox/lambda-kit/generated';
import { compileRules, rulesOf } from './compile-rules.ts';
import { ruleSetModule, ruleSetModuleTypes } from './rule-set-module.ts';

const serviceDir = fileURLToPath(new URL('..', import.meta.url));

// The rule set with every parameter at its default, for tests and for the types; what is deployed is compiled for its stage.
await buildGenerated({
  folder: new URL('../generated/', import.meta.url),
  mistake: 'INVALID_RULES',
  files: async () => ({
    'rule-set.js': ruleSetModule(compileRules(await rulesOf(serviceDir))),
    'rule-set.d.ts': ruleSetModuleTypes,
  }),
});
