import { releaseOf } from './release.ts';
import type { Serverless } from './serverless.ts';

interface Utilities {
  readonly log: { readonly notice: (text: string) => void };
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Serverless plugin: compiles `rules/` for the stage before anything is bundled, and builds the decision bundle that goes into decide's
 * package. What is wrong with a rule ends the command with one line a problem, `file:line:column: …`; it stands before
 * serverless-esbuild in the list of plugins.
 */
export default class RuleSetPlugin {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;

  constructor(serverless: Serverless, _options: unknown, { log }: Utilities) {
    const compile = async (): Promise<void> => {
      try {
        const { notes } = await releaseOf(serverless);
        for (const note of notes) log.notice(note);
      } catch (error) {
        throw new serverless.classes.Error(`The rules cannot be released:\n${message(error)}`, 'INVALID_RULES');
      }
      // Loaded only by commands that package.
      const { buildDecisionBundle } = await import('./decision-bundle.ts');
      await buildDecisionBundle(serverless.serviceDir, async () => (await releaseOf(serverless)).module);
    };
    this.hooks = {
      'before:package:createDeploymentArtifacts': compile,
      'before:deploy:function:packageFunction': compile,
    };
  }
}
