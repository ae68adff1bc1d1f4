import { serviceOptions } from '@signalbox/lambda-kit/esbuild';
import { releaseOf } from './release.ts';
import { releasedRules } from './released-rules.ts';
import type { Serverless } from './serverless.ts';

/** The configuration of serverless-esbuild for this service: that of every service, and the rules of the release. */
const esbuildConfig = (serverless: Serverless) => ({
  ...serviceOptions,
  plugins: [
    ...serviceOptions.plugins,
    releasedRules(serverless.serviceDir, async () => (await releaseOf(serverless)).module),
  ],
});

export { esbuildConfig as 'module.exports' };
