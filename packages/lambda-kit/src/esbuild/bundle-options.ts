import type { BuildOptions } from 'esbuild';
import { http1Only } from './http1-only.ts';
import { lambdaCredentials } from './lambda-credentials.ts';
import { lazyChunks } from './lazy-chunks.ts';
import { nativeBuiltins } from './native-builtins.ts';

/**
 * How a function of ours is bundled: minified ES modules, dependencies taken from their module builds (with `main`
 * first the bundle is 40 % bigger), nothing left outside.
 */
export const bundleOptions = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  plugins: [nativeBuiltins(), lambdaCredentials(), http1Only(), lazyChunks()],
} satisfies BuildOptions;
