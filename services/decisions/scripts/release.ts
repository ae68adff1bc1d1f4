import type { RuleSet } from '@signalbox/decision-engine';
import type { Serverless } from './serverless.ts';

/** The rules as they are released to a stage. */
export interface Release {
  /** The module that the functions import. */
  readonly module: string;
  /** What whoever deploys should know. */
  readonly notes: readonly string[];
}

/** What models ask of AWS goes to dead letters, every time, as long as the stage names no targets. */
const noteOfTargets = ({ rules }: RuleSet, { service }: Serverless): string[] => {
  const models = rules.filter(({ kind }) => kind !== 'rule').map(({ name }) => name);
  const { Default = '' } = service.resources?.Parameters?.['PerformTargets'] ?? {};
  if (models.length === 0 || Default !== '') return [];
  return [`The stage parameter performTargets names nothing: what ${models.join(', ')} may ask of AWS will be refused`];
};

// Loaded only by commands that package: all others need neither a YAML parser nor the SDK.
const compile = async (serverless: Serverless): Promise<Release> => {
  const { ssmParametersOf } = await import('@signalbox/decision-engine/rule-files');
  const { compileRules, rulesOf } = await import('./compile-rules.ts');
  const { ssmParameters } = await import('./ssm-parameters.ts');
  const { ruleSetModule } = await import('./rule-set-module.ts');
  const provider = serverless.getProvider('aws');
  const stage = provider.getStage();
  const files = await rulesOf(serverless.serviceDir);
  const names = ssmParametersOf(files, stage);
  // What is wrong with the files is said before anybody is called.
  compileRules(files);
  const values = names.length === 0 ? {} : await ssmParameters(await provider.getAwsSdkV3Config(), names);
  const ruleSet = compileRules(files, { stage, values });
  const missing = names.filter((name) => !Object.hasOwn(values, name));
  return {
    module: ruleSetModule(ruleSet),
    notes: [
      ...missing.map((name) => `SSM parameter ${name} does not exist: the default of the rules counts`),
      ...noteOfTargets(ruleSet, serverless),
    ],
  };
};

const releases = new WeakMap<Serverless, Promise<Release>>();

/**
 * The rules for the stage of this command: compiled once, however many functions are bundled. SSM parameters are read with
 * region and credentials of the deployment; if no rule names one, nobody is called.
 * @throws {RuleSetError} naming file, line and column of what is wrong; whatever keeps parameters from being read
 */
export const releaseOf = (serverless: Serverless): Promise<Release> => {
  const release = releases.get(serverless) ?? compile(serverless);
  releases.set(serverless, release);
  return release;
};
