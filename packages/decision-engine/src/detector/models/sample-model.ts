import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The models of this folder that are whole, by file name without `.json`; their forms differ on purpose. */
export const sampleModelNames = [
  'boiler-alarm',
  'compressor-pressure',
  'compressor-pressure.template',
  'conveyor-load',
  'elevator-functions',
  'every-action',
  'every-action.resource',
  'freezer-door',
  'greenhouse',
  'heartbeat.description',
  'lobby-light.properties',
  'status-bits',
  'tank-refill',
] as const;

export type SampleModelName = (typeof sampleModelNames)[number];

/** A file of this folder, as it is. */
export const readSample = (name: SampleModelName | 'compressor-reading.input' | 'elevator-functions.input'): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8'));
