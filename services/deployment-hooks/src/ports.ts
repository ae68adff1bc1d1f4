import type { Shift } from './app-spec.ts';

/** A deployment as CodeDeploy knows it. */
export interface Deployment {
  readonly applicationName: string;
  /** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html */
  readonly status: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** CloudFormation takes a failed stack update back: what comes is what ran before. Refusing it would leave the stack half way. */
  readonly takesBack: boolean;
  readonly shift: Shift;
}

export interface Deployments {
  /** Throws a PermanentError DEPLOYMENT_UNKNOWN, APP_SPEC_INVALID, or what {@link sdkError} makes of others. */
  readonly read: (deploymentId: string) => Promise<Deployment>;
}

/** A version of a function. */
export interface FunctionVersion {
  readonly environment: Readonly<Record<string, string>>;
}

export type Invocation =
  | { readonly ok: true; readonly value: unknown }
  /** The function could not start or crashed. */
  | { readonly ok: false; readonly error: string };

export interface Functions {
  readonly tags: (functionName: string) => Promise<Readonly<Record<string, string>>>;
  /** undefined: there is no such version any more. */
  readonly version: (functionName: string, version: string) => Promise<FunctionVersion | undefined>;
  readonly invoke: (functionName: string, version: string, payload: unknown) => Promise<Invocation>;
  /** The decision bundle in the version's package; undefined: it has none. */
  readonly decisionBundle: (functionName: string, version: string) => Promise<string | undefined>;
}
