import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { printable } from '../../output/table.ts';
import type { ReplayEvent, ToldDifference } from '../engine/replay-event.ts';
import type { OnEvents } from '../pool/pool.ts';
import { decisionText } from './decision-text.ts';
import { eventLine } from './json-lines.ts';

/** Where decisions and differences go. */
export interface Output {
  /** Begins, or begins anew. */
  open(): OnEvents;
  /** Writes what was kept, as fast as it is read. */
  writeTo(stream: Writable): Promise<void>;
  /** The first differences. */
  readonly examples: readonly ToldDifference[];
}

const maxExamples = 10;

/** The text of an event for whoever reads; undefined: it is told in another way. */
const lineOf = (event: ReplayEvent, json: boolean): string | undefined => {
  if (json) return eventLine(event);
  if (event.told.type !== 'decision') return undefined;
  const { by, decision } = event.told;
  return printable(`${by ? `${by.ruleSetHash.slice(0, 12)}  ` : ''}${decisionText(decision)}`);
};

/**
 * Keeps lines in a file until the replay is through: it may have to begin anew, and whoever reads may be slow.
 * @param temporary a directory for it
 */
export const openOutput = (temporary: string, { json }: { readonly json: boolean }): Output => {
  let [opened, path, examples] = [0, '', [] as ToldDifference[]];
  let descriptor: number | undefined;

  const keep: OnEvents = (events) => {
    const lines = events.map((event) => lineOf(event, json)).filter((line) => line !== undefined);
    if (descriptor !== undefined && lines.length > 0) writeSync(descriptor, `${lines.join('\n')}\n`);
    for (const { told } of events) if (told.type === 'difference' && examples.length < maxExamples) examples.push(told);
  };

  const close = (): void => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };

  return {
    open: () => {
      close();
      opened += 1;
      [path, examples] = [join(temporary, `events-${opened}`), []];
      descriptor = openSync(path, 'wx');
      return keep;
    },
    writeTo: async (stream) => {
      close();
      if (path !== '') await pipeline(createReadStream(path), stream, { end: false });
    },
    get examples() {
      return examples;
    },
  };
};
