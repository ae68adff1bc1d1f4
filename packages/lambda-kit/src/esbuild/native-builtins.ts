import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Takes Node's own modules through `process.getBuiltinModule`. An `import` of one makes a module namespace, for which all
 * its exports are evaluated: of `node:http` that costs some 30 ms, because it drags in fetch and WebSocket. It also lets
 * CommonJS dependencies `require` a builtin inside an ESM bundle. Every builtin is resolved when the module that needs it
 * runs, so what is imported lazily stays lazy.
 */
export const nativeBuiltins = (): Plugin => ({
  name: 'native-builtins',
  setup: (build) => {
    build.onResolve({ filter: /^(node:)?[a-z0-9_]+(\/[a-z0-9_]+)*$/ }, ({ path }) =>
      isBuiltin(path) ? { path: path.replace(/^node:/, ''), namespace: 'native-builtin' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'native-builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(`node:${path}`)});`,
      loader: 'js',
    }));
  },
});
