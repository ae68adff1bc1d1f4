const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** A length of time for people, in its two largest units: `4m 10s`, `850ms`. */
export const formatSpan = (ms: number): string => {
  const first = units.findIndex(([, size]) => ms >= size);
  if (first < 0) return `${Math.round(ms)}ms`;
  let rest = ms;
  const parts: string[] = [];
  for (const [unit, size] of units.slice(first, first + 2)) {
    const amount = Math.floor(rest / size);
    if (amount > 0) parts.push(`${amount}${unit}`);
    rest -= amount * size;
  }
  return parts.join(' ');
};

/** `+4m`, `-30s`: how far something moved. */
export const formatShift = (ms: number): string => `${ms < 0 ? '-' : '+'}${formatSpan(Math.abs(ms))}`;
