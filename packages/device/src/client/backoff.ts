import type { Random } from '../random.ts';

export interface Backoff {
  /** The longest first wait. */
  readonly baseMs: number;
  /** The longest wait of all. */
  readonly maxMs: number;
}

export const defaultBackoff: Backoff = { baseMs: 500, maxMs: 30_000 };

/**
 * How long to wait before attempt `attempt` (0: the first repetition): exponential with full jitter, so that a fleet that
 * lost its broker does not come back in one wave.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const backoffDelayMs = (attempt: number, random: Random, { baseMs, maxMs }: Backoff = defaultBackoff): number =>
  Math.floor(random() * Math.min(maxMs, baseMs * 2 ** attempt));
