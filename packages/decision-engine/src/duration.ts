const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a duration like `30s`, `15m`, `24h` or `7d`; undefined when the text is none. */
export const parseDuration = (text: unknown): number | undefined => {
  const match = typeof text === 'string' ? /^([1-9]\d{0,5})([smhd])$/.exec(text) : null;
  const unit = match?.[2] as keyof typeof unitMs | undefined;
  return match && unit ? Number(match[1]) * unitMs[unit] : undefined;
};
