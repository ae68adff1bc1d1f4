import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { releasedRules } from './released-rules.ts';

const source = fileURLToPath(new URL('../src/decision-bundle.ts', import.meta.url));
const globals = fileURLToPath(new URL('../src/bundle-globals/globals.ts', import.meta.url));

/** In decide's package too: the deployment hooks look for it under this name. */
const bundleFile = 'generated/decision-bundle.cjs';

/** Hashing is all of Node that the engine imports; any other module fails the build. */
const pureCrypto: Plugin = {
  name: 'pure-crypto',
  setup: ({ onResolve }) => void onResolve({ filter: /^node:crypto$/ }, () => ({ path: globals })),
};

/**
 * Builds the decision bundle of a service with these rules to `generated/decision-bundle.cjs` in its folder: the same bytes for the same
 * sources.
 * @param module of the rule set, as functions import it
 */
export const buildDecisionBundle = async (serviceDir: string, module: () => Promise<string>): Promise<void> => {
  const outfile = join(serviceDir, bundleFile);
  mkdirSync(dirname(outfile), { recursive: true });
  await build({
    ...{ entryPoints: [source], outfile, inject: [globals], plugins: [releasedRules(serviceDir, module), pureCrypto] },
    ...{ bundle: true, format: 'cjs', platform: 'neutral', target: 'node24', mainFields: ['module', 'main'] },
    ...{ minify: true, legalComments: 'none', logLevel: 'silent' },
  });
};
