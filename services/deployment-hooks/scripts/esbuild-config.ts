import { serviceOptions } from '@signalbox/lambda-kit/esbuild';
import { releasedGoldenSet } from './released-golden-set.ts';
import type { Serverless } from './serverless.ts';

/** The configuration of serverless-esbuild for this service: that of every service, and the golden set. */
const esbuildConfig = ({ serviceDir }: Serverless) => ({
  ...serviceOptions,
  plugins: [...serviceOptions.plugins, releasedGoldenSet(serviceDir)],
});

export { esbuildConfig as 'module.exports' };
