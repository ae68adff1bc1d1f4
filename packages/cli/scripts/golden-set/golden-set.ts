import { archiveLineOf } from '@signalbox/contracts';
import type { Scene } from './scene.ts';
import { badPayloads } from './scenes/bad-payloads.ts';
import { everyday } from './scenes/everyday.ts';
import { late } from './scenes/late.ts';
import { operators } from './scenes/operators.ts';
import { overheating } from './scenes/overheating.ts';
import { silence } from './scenes/silence.ts';
import { strain } from './scenes/strain.ts';

const scenes = [everyday, overheating, strain, silence, late, operators, badPayloads];

/** Longer than 53 bits, as those of Kinesis are. */
const firstSequenceNumber = 49_668_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000n;

const linesOf = ({ records }: Scene, shard: number): string =>
  records
    .map((record, index) => {
      const shardId = `shardId-${String(shard).padStart(12, '0')}`;
      const sequenceNumber = String(firstSequenceNumber + BigInt(index));
      return `${JSON.stringify(archiveLineOf({ shardId, sequenceNumber, ...record }))}\n`;
    })
    .join('');

/** The golden set: archive lines by the name of their file. Each scene is a shard of its own. */
export const goldenSet = (): ReadonlyMap<string, string> =>
  new Map(scenes.map((scene, shard) => [`${scene.name}.ndjson`, linesOf(scene, shard)]));
