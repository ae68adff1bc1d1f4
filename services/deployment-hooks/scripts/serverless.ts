/** What we use of the Serverless Framework. */
export interface Serverless {
  readonly serviceDir: string;
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
}
