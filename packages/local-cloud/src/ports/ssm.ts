export interface SsmPort {
  /** @throws AwsError ParameterNotFound */
  getParameter(
    name: string,
    options?: { readonly version?: number },
  ): { readonly type: string; readonly value: string; readonly version: number };
}
