import type { Plugin } from 'esbuild';

/**
 * Gives the Kinesis client the HTTP/1.1 handler that all the others have. Only SubscribeToShard needs HTTP/2; a connection
 * costs more to open, and without TLS nobody can negotiate it.
 */
export const http1Only = (): Plugin => ({
  name: 'http1-only',
  setup: (build) => {
    build.onResolve({ filter: /\/node-http2-handler(\.js)?$/ }, ({ path, resolveDir }) => ({
      path,
      namespace: 'http1-only',
      pluginData: { resolveDir },
    }));
    build.onLoad({ filter: /.*/, namespace: 'http1-only' }, ({ pluginData }) => ({
      contents: `export { NodeHttpHandler as NodeHttp2Handler } from './node-http-handler';`,
      resolveDir: pluginData.resolveDir,
      loader: 'js',
    }));
  },
});
