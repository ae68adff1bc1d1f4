export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface Role {
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
  /** `AROA…` */
  readonly id: string;
  readonly arn: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly description: string;
  readonly maxSessionSeconds: number;
  /** Who may assume it: a policy document as JSON text. */
  readonly trust: string;
  readonly boundaryArn?: string | undefined;
  readonly tags: readonly Tag[];
  /** Inline policies: name -> document as JSON text. */
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs of managed policies, in the order of their attaching. */
  readonly attached: readonly string[];
}
