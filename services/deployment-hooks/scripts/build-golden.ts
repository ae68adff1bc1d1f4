import { fileURLToPath } from 'node:url';
import { buildGenerated } from '@signalbox/lambda-kit/generated';
import { goldenModule, goldenModuleTypes } from './golden-module.ts';
import { readGoldenSet } from './golden-set.ts';
import { repositoryOf } from './repository.ts';

const serviceDir = fileURLToPath(new URL('..', import.meta.url));

// The golden set as a module, for tests and for the types; what is deployed is read anew.
await buildGenerated({
  folder: new URL('../generated/', import.meta.url),
  mistake: 'INVALID_GOLDEN_SET',
  files: async () => ({
    'golden.d.ts': goldenModuleTypes,
    'golden.js': goldenModule(await readGoldenSet(repositoryOf(serviceDir))),
  }),
});
