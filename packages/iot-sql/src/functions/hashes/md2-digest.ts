const BLOCK = 16;
const ROUNDS = 18;

/** The 256 bytes of RFC 1319: a permutation made of the digits of pi by a Fisher-Yates shuffle (its appendix A gives the table). */
const SUBSTITUTION = createSubstitution();

/** MD2 (RFC 1319), which OpenSSL no longer has. @returns 32 lower-case hexadecimal digits */
export function md2Digest(message: Uint8Array): string {
  const state = new Uint8Array(BLOCK * 3);
  const padded = withChecksum(pad(message));
  for (let start = 0; start < padded.length; start += BLOCK) absorb(state, padded.subarray(start, start + BLOCK));
  return Buffer.from(state.subarray(0, BLOCK)).toString('hex');
}

/** Up to a multiple of 16 bytes, always with at least one: each the number of them. */
function pad(message: Uint8Array): Uint8Array {
  const missing = BLOCK - (message.length % BLOCK);
  const padded = new Uint8Array(message.length + missing).fill(missing);
  padded.set(message);
  return padded;
}

function withChecksum(padded: Uint8Array): Uint8Array {
  const result = new Uint8Array(padded.length + BLOCK);
  result.set(padded);
  const checksum = result.subarray(padded.length);
  let last = 0;
  for (let start = 0; start < padded.length; start += BLOCK) {
    for (let i = 0; i < BLOCK; i += 1) {
      last = at(checksum, i) ^ at(SUBSTITUTION, at(padded, start + i) ^ last);
      checksum[i] = last;
    }
  }
  return result;
}

function absorb(state: Uint8Array, block: Uint8Array): void {
  for (let i = 0; i < BLOCK; i += 1) {
    state[BLOCK + i] = at(block, i);
    state[BLOCK * 2 + i] = at(block, i) ^ at(state, i);
  }
  let last = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let i = 0; i < state.length; i += 1) {
      last = at(state, i) ^ at(SUBSTITUTION, last);
      state[i] = last;
    }
    last = (last + round) % 256;
  }
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

/** Draws from the decimal digits of pi as the RFC's authors did: a swap for each byte, with rejection for an even spread. */
function createSubstitution(): Uint8Array {
  const digits = piDigits(722);
  let next = 0;
  const draw = (range: number): number => {
    let value = digits.charCodeAt(next) - 48;
    next += 1;
    let span = 10;
    if (range > 10) {
      value = value * 10 + digits.charCodeAt(next) - 48;
      next += 1;
      span = 100;
    }
    if (range > 100) {
      value = value * 10 + digits.charCodeAt(next) - 48;
      next += 1;
      span = 1000;
    }
    const even = range * Math.floor(span / range);
    return value < even ? value % range : draw(range);
  };
  const table = Uint8Array.from({ length: 256 }, (_, index) => index);
  for (let range = 2; range <= 256; range += 1) {
    const position = draw(range);
    const other = at(table, range - 1);
    table[range - 1] = at(table, position);
    table[position] = other;
  }
  return table;
}

/** The decimal digits of pi from the 3 on, by Machin's formula. */
function piDigits(count: number): string {
  const guard = 10n;
  const unit = 10n ** (BigInt(count) + guard);
  const arctan = (inverse: bigint): bigint => {
    let power = unit / inverse;
    let sum = power;
    for (let n = 3n, sign = -1n; power > 0n; n += 2n, sign = -sign) {
      power /= inverse * inverse;
      sum += sign * (power / n);
    }
    return sum;
  };
  return (4n * (4n * arctan(5n) - arctan(239n))).toString().slice(0, count);
}
