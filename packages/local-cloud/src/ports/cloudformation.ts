export interface CloudFormationPort {
  /** Stack name -> status, stacks that were deleted left out. */
  stackStatuses(): Readonly<Record<string, string>>;
}
