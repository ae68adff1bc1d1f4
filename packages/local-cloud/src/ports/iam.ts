export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

export interface IamPort {
  /** Makes temporary credentials for a role, as the service `principal` assumes it. @throws AwsError if there is no such role */
  assumeRole(roleArn: string, sessionName: string): Credentials;
  /** The ARN of who holds an access key, e.g. of a role session; the local account's root for the well-known dummy key. */
  principalOf(accessKeyId: string): { readonly arn: string; readonly userId: string };
}
