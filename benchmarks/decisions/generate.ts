import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Random } from '../iot-sql/random.ts';

export interface DayOptions {
  readonly devices: number;
  /** One record of each device a minute. */
  readonly minutes: number;
  readonly seed: number;
}

/** 2026-11-22T00:00:00Z */
const dayStart = Date.UTC(2026, 10, 22);
const minuteMs = 60_000;
const chunkLines = 4000;

/** What a pump is like. Temperatures in °C. */
interface Pump {
  readonly id: string;
  /** When in each minute it reports, ms. */
  readonly offsetMs: number;
  readonly base: number;
  /** How far the day's swing takes it. */
  readonly swing: number;
  /** It overheats and cools down again in these minutes; -1: never. */
  readonly hotFrom: number;
  readonly hotFor: number;
  /** It says nothing in these minutes. */
  readonly silentFrom: number;
  readonly silentFor: number;
  /** Where its metrics drift to, one step a minute. */
  drift: number;
  seq: number;
}

const createPumps = (random: Random, { devices, minutes }: DayOptions): readonly Pump[] =>
  Array.from({ length: devices }, (_, index) => ({
    id: `pump-${String(index + 1).padStart(5, '0')}`,
    offsetMs: Math.floor((index * minuteMs) / devices),
    base: 40 + random.below(25),
    swing: 4 + random.below(6),
    hotFrom: random.chance(5) ? random.below(minutes) : -1,
    hotFor: 15 + random.below(90),
    silentFrom: random.chance(2) ? random.below(minutes) : -1,
    silentFor: 20 + random.below(400),
    drift: 0,
    seq: random.below(1000),
  }));

const isWithin = (minute: number, from: number, length: number): boolean =>
  from >= 0 && minute >= from && minute < from + length;

const fixed = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

const payloadOf = (pump: Pump, minute: number, time: number, random: Random): string => {
  pump.drift = pump.drift * 0.98 + (random.below(200) - 100) / 200;
  const heat = isWithin(minute, pump.hotFrom, pump.hotFor) ? 20 + ((minute - pump.hotFrom) % 40) : 0;
  const temperature = pump.base + pump.swing * Math.sin((minute / 1440) * 2 * Math.PI) + pump.drift + heat;
  const pressure = 5 + pump.drift / 10;
  const flow = 120 + pump.drift * 3;
  const vibration = 2 + Math.abs(pump.drift) / 4 + (heat > 40 ? 6 : 0);
  return `{"time":${time},"seq":${pump.seq},"metrics":{"temperature":${fixed(temperature, 2)},"pressure":${fixed(pressure, 3)},"flow":${fixed(flow, 1)},"vibration":${fixed(vibration, 2)},"running":${heat < 55}}}`;
};

/** Sequence numbers of Kinesis are integers of 56 digits, of which those of one shard share the first. */
const sequencePrefix = '49645873114205683311960512';
const sequenceDigits = 30;

const lineOf = (pump: Pump, minute: number, sequenceNumber: string, random: Random): string => {
  const time = dayStart + minute * minuteMs + pump.offsetMs;
  const payload = Buffer.from(payloadOf(pump, minute, time, random), 'latin1').toString('base64');
  return `{"shardId":"shardId-000000000000","sequenceNumber":"${sequenceNumber}","payload":"${payload}","topic":"dt/demo/${pump.id}/telemetry","clientId":"${pump.id}","receivedAt":${time + 20 + random.below(30)}}\n`;
};

/** Lines of an archive: a day of a fleet of pumps, minute by minute, in the order of one shard. The same seed gives the same bytes. */
function* dayOfFleet(options: DayOptions): Generator<string> {
  const random = new Random(options.seed);
  const pumps = createPumps(random, options);
  let [chunk, lines, sequence] = ['', 0, 0];
  for (let minute = 0; minute < options.minutes; minute += 1) {
    for (const pump of pumps) {
      if (isWithin(minute, pump.silentFrom, pump.silentFor)) continue;
      pump.seq += 1;
      sequence += 1 + random.below(3);
      const sequenceNumber = `${sequencePrefix}${String(sequence).padStart(sequenceDigits, '0')}`;
      chunk += lineOf(pump, minute, sequenceNumber, random);
      lines += 1;
      if (lines % chunkLines !== 0) continue;
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

/** Writes {@link dayOfFleet} to a file, gzipped or not. */
export const writeDay = async (
  path: string,
  options: DayOptions,
  { gzip }: { readonly gzip: boolean },
): Promise<void> => {
  const lines = Readable.from(dayOfFleet(options), { objectMode: true, highWaterMark: 4 });
  if (gzip) await pipeline(lines, createGzip({ level: 6, chunkSize: 1024 * 1024 }), createWriteStream(path));
  else await pipeline(lines, createWriteStream(path));
};
