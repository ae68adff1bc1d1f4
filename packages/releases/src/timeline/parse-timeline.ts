import { ReleaseError } from '../release-error.ts';
import type { RulePhase, RuleTimeline, TimelineEntry } from './timeline.ts';

const phases: readonly string[] = ['baseline', 'shadow', 'cohort', 'all', 'rolled-back'] satisfies RulePhase[];

const isEntry = (value: unknown): value is TimelineEntry => {
  const { seq, phase, stable, effectiveAt, cohortPercent } = (value ?? {}) as Record<string, unknown>;
  const numbers = [seq, effectiveAt, cohortPercent].every((each) => Number.isFinite(each));
  return numbers && phases.includes(String(phase)) && typeof stable === 'string';
};

/** @throws {ReleaseError} `UNREADABLE` */
export const parseTimeline = (json: string): RuleTimeline => {
  let value: { version?: unknown; entries?: unknown } | null;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new ReleaseError('UNREADABLE', 'the rule timeline is no JSON', { cause });
  }
  const { version, entries } = value ?? {};
  if (!Number.isInteger(version) || !Array.isArray(entries) || !entries.every(isEntry)) {
    throw new ReleaseError('UNREADABLE', 'the rule timeline is of another form than this version knows');
  }
  return { version: Number(version), entries };
};
