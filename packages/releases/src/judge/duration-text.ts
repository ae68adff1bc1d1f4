const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** A duration as files say it, never shorter than it is: `90s`, `10m`. At least a second. */
export const durationText = (ms: number): string => {
  const whole = Math.max(1, Math.ceil(Math.abs(ms) / 1000)) * 1000;
  const [unit, unitMs] = units.find(([, each]) => whole % each === 0) ?? ['s', 1000];
  return `${whole / unitMs}${unit}`;
};
