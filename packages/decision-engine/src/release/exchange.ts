/** Which device changes its rule set, and when. */
export interface Exchange {
  readonly fleet: string;
  readonly deviceId: string;
  /** From when the new set is in force, epoch ms. */
  readonly effectiveAt: number;
}
