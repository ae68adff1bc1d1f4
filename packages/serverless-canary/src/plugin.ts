import { CanaryError } from './canary-error.ts';
import { awsOf } from './deploy/aws.ts';
import { deployedStack } from './deploy/deployed-stack.ts';
import { refuseJointChanges } from './deploy/joint-changes.ts';
import { refuseAlarms } from './deploy/refuse-alarms.ts';
import { refuseUnderWay } from './deploy/refuse-under-way.ts';
import { ReleaseWatch } from './deploy/release-watch.ts';
import { rollbackParameters } from './deploy/rollback.ts';
import { runsNewestPackage } from './deploy/runs-newest-package.ts';
import type { Log, Serverless } from './serverless.ts';
import { customSchema, functionSchema } from './settings/config-schema.ts';
import { type CanarySettings, readSettings } from './settings/settings.ts';
import { applyCanary, type ServiceToRelease, targetsOf } from './template/apply-canary.ts';

interface Options {
  /** Of `sls rollback`: without it the framework only lists what there is. */
  readonly timestamp?: string;
  /** Of `sls deploy`: whether it deploys what the framework takes for deployed. */
  force?: boolean;
}

/**
 * Serverless plugin: every function that has `deploymentSettings` gets an alias that all its callers use, and a new version reaches the alias
 * by CodeDeploy, with hooks and alarms.
 */
export default class CanaryPlugin {
  readonly hooks: Readonly<Record<string, (error?: unknown) => unknown>>;
  readonly #serverless: Serverless;
  readonly #log: Log;
  readonly #watch: ReleaseWatch;

  constructor(serverless: Serverless, options: Options, { log }: { readonly log: Log }) {
    this.#serverless = serverless;
    this.#log = log;
    this.#watch = new ReleaseWatch(serverless, log);
    serverless.configSchemaHandler.defineCustomProperties(customSchema);
    serverless.configSchemaHandler.defineFunctionProperties('aws', functionSchema);
    this.hooks = {
      'after:aws:package:finalize:mergeCustomProviderResources': () => this.#told(() => this.#apply()),
      'before:aws:deploy:deploy:checkForChanges': () => this.#deployAgain(options),
      'after:aws:deploy:deploy:checkForChanges': () => this.#told(() => this.#check()),
      'before:aws:deploy:deploy:updateStack': () => this.#begin(),
      'after:aws:deploy:deploy:updateStack': () => this.#watch.end(),
      'before:rollback:rollback': () => this.#told(() => this.#prepareRollback(options.timestamp)),
      'after:rollback:rollback': () => this.#watch.end(),
      error: (error) => this.#watch.explain(error, () => this.#settings()),
    };
  }

  #settings(): CanarySettings {
    const { functions = {}, custom } = this.#serverless.service;
    return readSettings(functions, custom?.canary as Parameters<typeof readSettings>[1]);
  }

  #service(): ServiceToRelease {
    const { naming } = this.#serverless.getProvider('aws');
    return {
      stackName: naming.getStackName(),
      functions: this.#serverless.service.functions ?? {},
      logicalIdOf: (key) => naming.getLambdaLogicalId(key),
    };
  }

  #apply(): void {
    const { provider } = this.#serverless.service;
    const template = provider.compiledCloudFormationTemplate;
    provider.compiledCloudFormationTemplate = applyCanary(template, this.#settings(), this.#service());
  }

  /**
   * The framework compares with the package that it stored last, which may be that of a deployment that was stopped, or rolled back since: it
   * would find nothing to deploy when the same code is released again.
   */
  async #deployAgain(options: Options): Promise<void> {
    const provider = this.#serverless.getProvider('aws');
    const stack = await deployedStack(await awsOf(provider), provider.naming.getStackName());
    if (stack !== undefined && !(await runsNewestPackage(this.#serverless, stack))) options.force = true;
  }

  async #check(): Promise<void> {
    const { provider } = this.#serverless.service;
    const settings = this.#settings();
    if (provider.shouldNotDeploy || settings.functions.size === 0) return;
    const aws = await awsOf(this.#serverless.getProvider('aws'));
    const service = this.#service();
    const stack = await deployedStack(aws, service.stackName);
    if (stack === undefined) return;
    await refuseUnderWay(aws, stack);
    refuseJointChanges(stack.template, provider.compiledCloudFormationTemplate, targetsOf(settings, service));
    for (const warning of await refuseAlarms(aws, stack, settings)) this.#log.warning(warning);
  }

  async #begin(): Promise<void> {
    const { provider } = this.#serverless.service;
    if (!provider.shouldNotDeploy) await this.#watch.begin(provider.compiledCloudFormationTemplate, Date.now());
  }

  async #prepareRollback(timestamp: string | undefined): Promise<void> {
    if (timestamp === undefined) return;
    const provider = this.#serverless.getProvider('aws');
    const aws = await awsOf(provider);
    const stack = await deployedStack(aws, provider.naming.getStackName());
    if (stack === undefined) return;
    await refuseUnderWay(aws, stack);
    const parameters = await rollbackParameters(this.#serverless, timestamp);
    if (parameters) this.#serverless.service.provider.stackParameters = parameters;
    await this.#watch.begin(stack.template, Date.now());
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
