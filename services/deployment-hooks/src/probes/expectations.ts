import type { ProbeAnswer } from '@signalbox/lambda-kit';
import { canonical } from './canonical.ts';

/** Calls of a write adapter as they were answered: the arguments of each, in order. */
export const writesOf = ({ answeredWrites }: ProbeAnswer, adapter: string): (readonly unknown[])[] =>
  answeredWrites.filter((write) => write.adapter === adapter).map((write) => write.arguments);

const shortened = (text: string): string => (text.length > 400 ? `${text.slice(0, 399)}…` : text);

const mostAround = 200;

/** Of long texts what is around the place where they begin to differ. */
const differing = (one: string, other: string): readonly [string, string] => {
  const places = Math.min(one.length, other.length);
  let at = 0;
  while (at < places && one[at] === other[at]) at += 1;
  const start = Math.max(at - mostAround, 0);
  const around = (text: string) => `${start > 0 ? '…' : ''}${shortened(text.slice(start))}`;
  return [around(one), around(other)];
};

const differences = (what: string, is: string, should: string): string[] => {
  if (is === should) return [];
  const [one, other] = differing(is, should);
  return [`${what} is ${one}, not ${other}`];
};

/** No line if the two are the same JSON, whatever the order of members. */
export const same = (what: string, actual: unknown, expected: unknown): string[] => {
  const [is, should] = [canonical(actual), canonical(expected)];
  return differences(what, is, should);
};

/** No line if the two are the same JSON byte for byte. */
export const sameBytes = (what: string, actual: unknown, expected: unknown): string[] => {
  const [is, should] = [JSON.stringify(actual) ?? 'nothing', JSON.stringify(expected) ?? 'nothing'];
  return differences(what, is, should);
};

/** The function answered, and asked for no write that the probe has no answer for. */
export const answered = ({ probe, error, refusedWrites }: ProbeAnswer): string[] => {
  if (probe !== 'answered') return [`the function failed: ${error ?? 'it does not say why'}`];
  return refusedWrites.map(({ adapter, arguments: given }) => `it asked to ${adapter} ${shortened(canonical(given))}`);
};

/** Only these adapters were asked, and each this often. */
export const asked = ({ answeredWrites }: ProbeAnswer, expected: Readonly<Record<string, number>>): string[] => {
  const counted: Record<string, number> = {};
  for (const { adapter } of answeredWrites) counted[adapter] = (counted[adapter] ?? 0) + 1;
  const present = Object.fromEntries(Object.entries(expected).filter(([, times]) => times > 0));
  return same('what it asked to write, and how often,', counted, present);
};

/** It looked for these, each at least once, and for nothing else: the first argument of the read. */
export const looksFor = ({ answeredReads }: ProbeAnswer, adapter: string, expected: readonly string[]): string[] => {
  const read = answeredReads.filter((call) => call.adapter === adapter).map((call) => String(call.arguments[0]));
  return same('what it looks for', [...new Set(read)].sort(), expected.toSorted());
};

/** The items of a batch that are to come again. */
export const failedItems = ({ result }: ProbeAnswer, expected: readonly string[]): string[] => {
  const itemIdentifiers = expected.map((itemIdentifier) => ({ itemIdentifier }));
  return same(
    'batchItemFailures',
    (result as { batchItemFailures?: unknown } | null)?.batchItemFailures,
    itemIdentifiers,
  );
};

/** Problems of all of them; if the function did not even answer, that alone. */
export const all = (answer: ProbeAnswer, ...problems: readonly (() => readonly string[])[]): string[] => {
  const first = answered(answer);
  return first.length > 0 ? first : problems.flatMap((find) => find());
};
