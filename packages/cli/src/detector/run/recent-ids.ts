/**
 * Message ids of the last five minutes. AWS IoT Events compared ids as messages arrived, before it knew their detectors.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/iotevents-simple-example.html
 */
export class RecentIds {
  static readonly windowMs = 300_000;
  /** In the order in which they came. */
  readonly #cameAt = new Map<string, number>();

  /** Whether the id came within the last five minutes; if not, it has come now. @param now epoch ms, never less than before */
  cameBefore(id: string, now: number): boolean {
    for (const [old, at] of this.#cameAt) {
      if (now - at < RecentIds.windowMs) break;
      this.#cameAt.delete(old);
    }
    if (this.#cameAt.has(id)) return true;
    this.#cameAt.set(id, now);
    return false;
  }
}
