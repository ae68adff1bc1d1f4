export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

export interface IamPort {
  /**
   * Makes temporary credentials for a role. With a `service` (`lambda.amazonaws.com`) the role must trust it.
   * @throws AwsError if there is no such role, or it does not trust the service
   */
  assumeRole(roleArn: string, sessionName: string, service?: string): Credentials;
  /** Whether a role is there and trusts a service. */
  trusts(roleArn: string, service: string): boolean;
  /** Whether the policies of a role (inline and attached) let it do an action, e.g. `lambda:InvokeFunction`, to a resource. */
  allows(roleArn: string, action: string, resourceArn: string): boolean;
  /** The ARN of who holds an access key, e.g. of a role session; the local account's root for the well-known dummy key. */
  principalOf(accessKeyId: string): { readonly arn: string; readonly userId: string };
}
