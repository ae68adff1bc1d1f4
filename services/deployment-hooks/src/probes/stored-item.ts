import { gunzipSync } from 'node:zlib';
import type { ProbeAnswer, ProbedCall } from '@signalbox/lambda-kit';

/** An attribute as the SDK has it; bytes as JSON makes them (https://nodejs.org/api/buffer.html#buftojson). */
interface Attribute {
  readonly S?: string;
  readonly N?: string;
  readonly B?: { readonly type: 'Buffer'; readonly data: readonly number[] };
}

type Plain = Readonly<Record<string, unknown>>;

/** Attributes that are JSON, as the READMEs of decisions and commands describe their items. */
const jsonAttributes: readonly string[] = ['state', 'outbox', 'other', 'parameters', 'history', 'response'];

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

const readAttribute = (name: string, { B, N, S = '' }: Attribute): unknown => {
  if (B !== undefined) return JSON.parse(gunzipSync(Uint8Array.from(B.data)).toString());
  if (N !== undefined) return Number(N);
  return jsonAttributes.includes(name) ? JSON.parse(S) : S;
};

const originOf = ({ decisionId, rule, decisionReason, requestedBy }: Plain): unknown =>
  decisionId === undefined
    ? { kind: 'operator', requestedBy }
    : { kind: 'decision', decisionId, rule, reason: decisionReason };

/** What an item of a command or a device says. */
export const readItem = (item: unknown): Plain => {
  const entries = Object.entries((item ?? {}) as Readonly<Record<string, Attribute>>);
  const plain: Plain = Object.fromEntries(entries.map(([name, attribute]) => [name, readAttribute(name, attribute)]));
  return 'commandId' in plain ? { ...plain, origin: originOf(plain) } : { outbox: [], ...plain };
};

const attributeOf = (value: unknown): Attribute => {
  if (typeof value === 'number') return { N: String(value) };
  return { S: typeof value === 'string' ? value : JSON.stringify(value) };
};

/** A command or a device as an item of its table. */
export const writeItem = ({ origin, ...plain }: Plain): Readonly<Record<string, Attribute>> => {
  const { kind: _, reason, ...from } = isPlain(origin) ? origin : {};
  const flat = { ...plain, ...from, ...(reason !== undefined && { decisionReason: reason }) };
  return Object.fromEntries(Object.entries(flat).map(([name, value]) => [name, attributeOf(value)]));
};

/** Answers for versions that are asked about items, and for those from before, that are asked about what is in them. */
export const atBothLevels = (answers: Plain): Plain => ({
  ...answers,
  ...('save' in answers && { putItem: answers['save'] }),
  ...('load' in answers && { getItem: isPlain(answers['load']) ? writeItem(answers['load']) : answers['load'] }),
});

const plainCall = (call: ProbedCall): ProbedCall => {
  if (call.adapter === 'getItem') return { ...call, adapter: 'load' };
  if (call.adapter !== 'putItem') return call;
  return { adapter: 'save', arguments: call.arguments.map(readItem) };
};

/** The same answer, telling not of items but of what they say: of commands and devices that were saved and loaded. */
export const readingItems = (answer: ProbeAnswer): ProbeAnswer => ({
  ...answer,
  refusedWrites: answer.refusedWrites.map(plainCall),
  answeredWrites: answer.answeredWrites.map(plainCall),
  answeredReads: answer.answeredReads.map(plainCall),
});
