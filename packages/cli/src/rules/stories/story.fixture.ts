import type { AlarmOperation } from '@signalbox/contracts';

/** Something that happens to a device, as a member of a record of the stream. */
export type Happening =
  | { readonly payload: object }
  | { readonly type: 'alarm'; readonly operation: AlarmOperation; readonly snoozeMs?: number }
  | { readonly type: 'settings'; readonly settings: object };

/** A rule, what happens to a device, and what the rule is to decide by docs/rules.md, worked out by hand. */
export interface Story {
  readonly rule: string;
  /** When, in UTC: `10:00:00` of 2026-03-02, a Monday, or `2026-03-29 01:00:00`. */
  readonly happenings: readonly (readonly [at: string, happening: Happening])[];
  /** `10:00:10 ACTIVE set-fan {"speed":100}`: when, the alarm's state then, and what is done. */
  readonly decisions: readonly string[];
}

const monday = '2026-03-02';

/** Epoch ms. */
export const instant = (at: string): number => Date.parse(`${at.includes(' ') ? at : `${monday} ${at}`}Z`);

/** As stories write it. */
export const clockText = (at: number): string =>
  new Date(at).toISOString().slice(0, 19).replace('T', ' ').replace(`${monday} `, '');

/** A message without a time of its own. */
export const reads = (metrics: object, more: object = {}): Happening => ({ payload: { metrics, ...more } });

/** A message with several readings, each with the time at which it was taken. */
export const backlog = (...readings: readonly (readonly [at: string, metrics: object])[]): Happening => ({
  payload: { readings: readings.map(([at, metrics]) => ({ time: instant(at), metrics })) },
});

export const operates = (operation: AlarmOperation, snoozeMs?: number): Happening => ({
  ...{ type: 'alarm', operation },
  ...(snoozeMs !== undefined && { snoozeMs }),
});

export const sets = (settings: object): Happening => ({ type: 'settings', settings });
