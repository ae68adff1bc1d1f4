import { hash } from 'node:crypto';
import type { TimelineEntry } from './timeline.ts';

/** By which sets a device is decided: hashes. */
export interface Assignment {
  /** Of the entry that says so. */
  readonly seq: number;
  /** Its decisions are sent. */
  readonly live: string;
  /** Is evaluated beside it, and recorded. */
  readonly other?: string;
}

const cohorts = 10_000;

/** 0 to 9999, evenly over the devices and the same for ever: the first four bytes of sha256(deviceId). */
export const cohortOf = (deviceId: string): number => hash('sha256', deviceId, 'buffer').readUInt32BE(0) % cohorts;

const isInCohort = ({ cohortPercent }: TimelineEntry, deviceId: string): boolean =>
  cohortOf(deviceId) < (cohortPercent / 100) * cohorts;

/** In the cohort the candidate decides and the stable set is in shadow; elsewhere the other way round. */
export const assignmentOf = (entry: TimelineEntry, deviceId: string): Assignment => {
  const { seq, phase, stable, candidate } = entry;
  if (candidate === undefined) return { seq, live: stable };
  const isLive = phase === 'cohort' && isInCohort(entry, deviceId);
  return isLive ? { seq, live: candidate, other: stable } : { seq, live: stable, other: candidate };
};
