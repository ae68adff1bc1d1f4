/** A function that is released by canary, and the alias that its traffic goes to. */
export interface Target {
  readonly key: string;
  /** Logical id of the function. */
  readonly logicalId: string;
  /** The name that the function has in AWS. */
  readonly functionName: string;
  readonly aliasLogicalId: string;
  readonly aliasName: string;
}
