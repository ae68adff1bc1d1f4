import { InvalidArgumentError } from 'commander';

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof unitMs;

/**
 * `30s`, `5m`, `1h`, `7d`, `250ms` in milliseconds.
 * @throws InvalidArgumentError
 */
export const parseDuration = (text: string): number => {
  const [, amount, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  const ms = Number(amount) * unitMs[(unit ?? 'ms') as Unit];
  if (amount === undefined || ms === 0 || !Number.isSafeInteger(ms)) {
    throw new InvalidArgumentError('A duration is a whole number and one of ms, s, m, h, d: 30s, 5m, 1h.');
  }
  return ms;
};

/** The largest unit that gives a whole number: 300000 is `5m`. */
export const formatDuration = (ms: number): string => {
  const units = Object.entries(unitMs).toReversed();
  const [unit, size] = units.find(([, each]) => ms % each === 0 && ms !== 0) ?? ['ms', 1];
  return `${ms / size}${unit}`;
};
