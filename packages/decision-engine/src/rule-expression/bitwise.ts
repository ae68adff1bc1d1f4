const run = {
  '&': { small: (a: number, b: number) => a & b, big: (a: bigint, b: bigint) => a & b },
  '|': { small: (a: number, b: number) => a | b, big: (a: bigint, b: bigint) => a | b },
  '^': { small: (a: number, b: number) => a ^ b, big: (a: bigint, b: bigint) => a ^ b },
};

export type BitwiseOperator = keyof typeof run;

/** A bitwise operator in two's complement of any length; only whole numbers have one, so NaN for others and beyond 2^53. */
export const bitwise = (operator: BitwiseOperator): ((a: number, b: number) => number) => {
  const { small, big } = run[operator];
  return (a, b) => {
    if ((a | 0) === a && (b | 0) === b) return small(a, b);
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return Number.NaN;
    const value = Number(big(BigInt(a), BigInt(b)));
    return Number.isSafeInteger(value) ? value : Number.NaN;
  };
};

/** `~13` is -14. */
export const bitwiseNot = (a: number): number => (Number.isSafeInteger(a) ? -a - 1 : Number.NaN);
