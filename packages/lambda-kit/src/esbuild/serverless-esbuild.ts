import { bundleOptions } from './bundle-options.ts';
import { serviceOptions } from './service-options.ts';

/**
 * The configuration of serverless-esbuild for every service, as `custom.esbuild.config` names it. The plugin `require`s the
 * file and calls what it gets; the export name is how an ES module answers to `require`
 * (https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require).
 */
const serverlessEsbuild = () => serviceOptions;

export { bundleOptions, serverlessEsbuild as 'module.exports', serviceOptions };
