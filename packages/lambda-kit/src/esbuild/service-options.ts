import { bundleOptions } from './bundle-options.ts';

/**
 * What serverless-esbuild is told for every service. Without `skipRebuild` it makes esbuild contexts, which it never
 * disposes of when a build fails: esbuild's process then keeps `sls` from ever ending.
 */
export const serviceOptions = {
  ...bundleOptions,
  outputFileExtension: '.mjs',
  exclude: [],
  skipRebuild: true,
};
