import { replayEntry, type StreamEntry } from '@signalbox/contracts';
import type { Entry } from './entry.ts';
import type { ReplayMark, ReplayMarks } from './replay-marks.ts';

export interface ReplayPorts {
  readonly marks: ReplayMarks;
  /** Puts an entry on the stream. @returns where it stands */
  readonly put: (entry: StreamEntry) => Promise<{ shardId: string; sequenceNumber: string }>;
  /** Epoch ms. */
  readonly now: () => number;
  readonly replayedBy: string;
}

export type Replayed = { readonly mark: ReplayMark } | { readonly alreadyReplayed: true };

/**
 * Puts what was quarantined back on the stream, once: it is marked first, so that of two who do it at once only one does.
 * `again` does it although it is marked. If the stream takes nothing the mark goes.
 */
export const replay =
  ({ marks, put, now, replayedBy }: ReplayPorts) =>
  async (entry: Entry, again: boolean): Promise<Replayed> => {
    const { quarantineId } = entry;
    const claim: ReplayMark = { quarantineId, replayedAt: new Date(now()).toISOString(), replayedBy };
    if (!(await marks.claim(claim, again))) return { alreadyReplayed: true };
    const position = await put(replayEntry(entry)).catch(async (error: unknown) => {
      if (!again) await marks.release(quarantineId);
      throw error;
    });
    const mark = { ...claim, position };
    await marks.complete(mark);
    return { mark };
  };
