import { InvalidArgumentError } from 'commander';
import { parseDuration } from './duration.ts';

/** A point in time: so long ago by the clock of whoever answers, or an instant (epoch ms). */
export type Since = { readonly agoMs: number } | { readonly atMs: number };

/**
 * `1h`, or `2026-11-23T18:00:00Z`.
 * @throws InvalidArgumentError
 */
export const parseSince = (text: string): Since => {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text)) {
    const atMs = Date.parse(text);
    if (!Number.isNaN(atMs)) return { atMs };
  }
  try {
    return { agoMs: parseDuration(text) };
  } catch {
    throw new InvalidArgumentError('It must be a duration such as 1h, or an instant such as 2026-11-23T18:00:00Z.');
  }
};

/** The instant, if now is `nowMs`. */
export const instantOf = (since: Since, nowMs: number): number => ('atMs' in since ? since.atMs : nowMs - since.agoMs);
