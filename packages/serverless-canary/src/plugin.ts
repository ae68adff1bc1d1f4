import { CanaryError } from './canary-error.ts';
import type { Log, Serverless } from './serverless.ts';
import { customSchema, functionSchema } from './settings/config-schema.ts';
import { type CanarySettings, readSettings } from './settings/settings.ts';
import { applyCanary } from './template/apply-canary.ts';

/**
 * Serverless plugin: every function that has `deploymentSettings` gets an alias that all its callers use, and a new version reaches the alias
 * by CodeDeploy, with hooks and alarms.
 */
export default class CanaryPlugin {
  readonly hooks: Readonly<Record<string, (error?: unknown) => unknown>>;
  readonly #serverless: Serverless;

  constructor(serverless: Serverless, _options: unknown, { log: _log }: { readonly log: Log }) {
    this.#serverless = serverless;
    serverless.configSchemaHandler.defineCustomProperties(customSchema);
    serverless.configSchemaHandler.defineFunctionProperties('aws', functionSchema);
    this.hooks = {
      'after:aws:package:finalize:mergeCustomProviderResources': () => this.#told(() => this.#apply()),
    };
  }

  #settings(): CanarySettings {
    const { functions = {}, custom } = this.#serverless.service;
    return readSettings(functions, custom?.canary as Parameters<typeof readSettings>[1]);
  }

  #apply(): void {
    const { service } = this.#serverless;
    const { naming } = this.#serverless.getProvider('aws');
    service.provider.compiledCloudFormationTemplate = applyCanary(
      service.provider.compiledCloudFormationTemplate,
      this.#settings(),
      {
        stackName: naming.getStackName(),
        functions: service.functions ?? {},
        logicalIdOf: (key) => naming.getLambdaLogicalId(key),
      },
    );
  }

  /** A refusal is one clear message: the framework prints errors of its own class without a stack. */
  async #told<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CanaryError)) throw error;
      throw new this.#serverless.classes.Error(error.message, error.code);
    }
  }
}
