import { readGoldenSet } from './golden-set.ts';
import { repositoryOf } from './repository.ts';
import type { Serverless } from './serverless.ts';

/**
 * Serverless plugin: reads the golden set and the expected changes before anything is bundled, so that what is wrong with them
 * ends the command with one line a problem, `file:line:column: …`. It stands before serverless-esbuild in the list of plugins.
 */
export default class GoldenPlugin {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;

  constructor(serverless: Serverless) {
    const check = async (): Promise<void> => {
      try {
        await readGoldenSet(repositoryOf(serverless.serviceDir));
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        throw new serverless.classes.Error(
          `Releases cannot be held against anything:\n${message}`,
          'INVALID_GOLDEN_SET',
        );
      }
    };
    this.hooks = {
      'before:package:createDeploymentArtifacts': check,
      'before:deploy:function:packageFunction': check,
    };
  }
}
