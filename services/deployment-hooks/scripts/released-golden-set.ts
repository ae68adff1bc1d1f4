import type { Plugin } from 'esbuild';
import { goldenModule } from './golden-module.ts';
import { readGoldenSet } from './golden-set.ts';
import { repositoryOf } from './repository.ts';

/** Puts the golden set as it is now in the place of the one that was built for tests. */
export const releasedGoldenSet = (serviceDir: string): Plugin => ({
  name: 'released-golden-set',
  setup: (build) => {
    build.onResolve({ filter: /\/generated\/golden\.js$/ }, () => ({
      path: 'golden',
      namespace: 'released-golden-set',
    }));
    build.onLoad({ filter: /.*/, namespace: 'released-golden-set' }, async () => ({
      contents: goldenModule(await readGoldenSet(repositoryOf(serviceDir))),
      loader: 'js',
    }));
  },
});
