import type { SSMClientConfig } from '@aws-sdk/client-ssm';

/** What we use of the Serverless Framework. */
export interface Serverless {
  readonly serviceDir: string;
  readonly service: {
    readonly resources?: { readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>> };
  };
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  getProvider(name: 'aws'): {
    getStage(): string;
    /** Region, credentials and proxy of the deployment. */
    getAwsSdkV3Config(): Promise<SSMClientConfig>;
  };
}
