const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const durationPattern = '^[1-9][0-9]{0,5}[smhd]$';

/** Milliseconds of a duration like `30s`, `15m`, `24h` or `7d`; undefined when the text is none. */
export const parseDuration = (text: unknown): number | undefined => {
  if (typeof text !== 'string' || !new RegExp(durationPattern).test(text)) return undefined;
  return Number(text.slice(0, -1)) * unitMs[text.slice(-1) as keyof typeof unitMs];
};
