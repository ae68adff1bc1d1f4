/** One record is rejected; the others of its request are written. */
export class Refusal extends Error {
  readonly existingVersion: bigint | undefined;

  constructor(reason: string, existingVersion?: bigint) {
    super(reason);
    this.existingVersion = existingVersion;
  }
}
