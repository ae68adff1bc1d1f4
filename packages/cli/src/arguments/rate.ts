import { InvalidArgumentError } from 'commander';

const unitSeconds = { s: 1, m: 60, h: 3_600 } as const;

/**
 * `1/s`, `10/m`, `0.5/s` as a number a second.
 * @throws InvalidArgumentError
 */
export const parseRate = (text: string): number => {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\/(s|m|h)$/.exec(text) ?? [];
  const perSecond = Number(amount) / unitSeconds[(unit ?? 's') as keyof typeof unitSeconds];
  if (amount === undefined || perSecond === 0 || perSecond > 10_000) {
    throw new InvalidArgumentError('A rate is a number and one of /s, /m, /h, at most 10000/s: 1/s, 10/m.');
  }
  return perSecond;
};
