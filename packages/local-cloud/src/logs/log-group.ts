/** A log group. Its events live in the event store under `id`. */
export interface LogGroup {
  readonly id: number;
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Without it events are kept for ever. */
  readonly retentionDays?: number;
  readonly tags: Readonly<Record<string, string>>;
}
