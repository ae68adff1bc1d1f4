import { InvalidArgumentError } from 'commander';

/** A parser of whole numbers from `low` to `high`. */
export const wholeNumber =
  (low: number, high: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < low || value > high) {
      throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
    }
    return value;
  };

/** A TCP port; 0 takes a free one. */
export const parsePort = wholeNumber(0, 65_535);

/** How many times faster than the machine's a clock runs. */
export const parseSpeed = (text: string): number => {
  const speed = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || speed <= 0 || speed > 10_000) {
    throw new InvalidArgumentError('It must be a number above 0 and at most 10000.');
  }
  return speed;
};
