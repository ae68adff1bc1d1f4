import { Invalid, type Scalar } from './value.ts';

/** In UTF-16 units. A guard, not AWS's: concatenating a variable with itself doubles it on every message. */
const MAX_TEXT_LENGTH = 65_536;

/** @returns Invalid when longer than {@link MAX_TEXT_LENGTH} */
export function concatenate(left: string, right: string): string | Invalid {
  if (left.length + right.length > MAX_TEXT_LENGTH)
    return new Invalid(`a string of more than ${MAX_TEXT_LENGTH} characters`);
  return left + right;
}

/**
 * A value as text, as `convert(String, …)` and templates show it. A decimal keeps its point: `50.018`, `20.0`.
 * Source: DescribeDetector's answers in AWS's HVAC example.
 */
export function textOf(value: Scalar): string {
  return typeof value === 'number' ? decimalText(value) : String(value);
}

function decimalText(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
