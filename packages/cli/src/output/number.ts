const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `1,234`. */
export const formatCount = (count: number): string => grouped.format(count);

/** `0.5/s`, `20/s`. */
export const formatRate = (perSecond: number): string =>
  `${perSecond < 10 ? perSecond.toFixed(1) : formatCount(perSecond)}/s`;

/** Epoch ms as an instant in UTC; `-` for none. */
export const formatInstant = (epochMs: number | undefined): string =>
  epochMs === undefined ? '-' : new Date(epochMs).toISOString();
