import type { Plugin } from 'esbuild';

/** Puts the rule set of the release, as a module, in the place of the one that was built for tests. */
export const releasedRules = (serviceDir: string, module: () => Promise<string>): Plugin => ({
  name: 'released-rules',
  setup: (build) => {
    build.onResolve({ filter: /\/generated\/rule-set\.js$/ }, () => ({
      path: 'rule-set',
      namespace: 'released-rules',
    }));
    build.onLoad({ filter: /.*/, namespace: 'released-rules' }, async () => ({
      contents: await module(),
      resolveDir: serviceDir,
      loader: 'js',
    }));
  },
});
