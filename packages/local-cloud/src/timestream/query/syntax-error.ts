import type { AwsError } from '../../kernel/aws-error.ts';
import { validationError } from '../errors.ts';

/** `line 1:8`, counted from 1. */
export const place = (text: string, at: number): string => {
  const lines = text.slice(0, at).split('\n');
  return `line ${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
};

export const syntaxError = (text: string, at: number): AwsError =>
  validationError(`The query syntax is invalid at ${place(text, at)}`);
