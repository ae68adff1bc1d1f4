import type { CloudFormationClientConfig } from '@aws-sdk/client-cloudformation';
import type { Template } from './template/template.ts';

/** A function as serverless.yml has it, with what the framework adds while it packages. */
export interface FunctionConfig {
  /** The name that the function has in AWS. */
  readonly name: string;
  readonly deploymentSettings?: unknown;
  /** An alias that the framework itself makes: of provisioned concurrency, SnapStart or a durable function. */
  readonly targetAlias?: { readonly name: string };
}

export interface StackParameter {
  readonly ParameterKey: string;
  readonly ParameterValue: string;
}

interface ConfigSchema {
  defineCustomProperties(schema: object): void;
  defineFunctionProperties(provider: 'aws', schema: object): void;
}

/** What we use of the AWS provider of the framework (osls 4). */
export interface AwsProvider {
  readonly naming: {
    getStackName(): string;
    getLambdaLogicalId(functionKey: string): string;
    getCompiledTemplateS3Suffix(): string;
  };
  getStage(): string;
  getDeploymentPrefix(): string;
  getServerlessDeploymentBucketName(): Promise<string>;
  /** Region, credentials and proxy of the deployment; fits every client. */
  getAwsSdkV3Config(): Promise<Pick<CloudFormationClientConfig, 'region' | 'credentials'>>;
}

/** What we use of the Serverless Framework. */
export interface Serverless {
  readonly service: {
    readonly service: string;
    readonly custom?: { readonly canary?: unknown };
    readonly functions?: Readonly<Record<string, FunctionConfig>>;
    readonly provider: {
      compiledCloudFormationTemplate: Template;
      stackParameters?: readonly StackParameter[];
      readonly shouldNotDeploy?: boolean;
    };
  };
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  readonly configSchemaHandler: ConfigSchema;
  getProvider(name: 'aws'): AwsProvider;
}

/** Where the framework lets a plugin write. */
export interface Log {
  notice(text: string): void;
  warning(text: string): void;
  error(text: string): void;
}
