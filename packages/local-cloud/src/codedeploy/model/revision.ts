/** What a revision is found by: an AppSpec's text by its hash. */
export interface RevisionKey {
  readonly type: 'AppSpecContent' | 'String';
  /** Of the content, lower-case hex. */
  readonly sha256: string;
}

/** An AppSpec that an application knows. */
export interface Revision extends RevisionKey {
  readonly applicationName: string;
  readonly content: string;
  readonly description?: string;
  /** Epoch ms, as the others. */
  readonly registeredAt: number;
  readonly firstUsedAt?: number;
  readonly lastUsedAt?: number;
}
