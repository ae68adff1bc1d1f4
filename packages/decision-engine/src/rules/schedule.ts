import type { Schedule, ScheduleWindow } from './rule.ts';
import { zoneOffsets } from './zone-offsets.ts';

/** When a rule may become active. Instants are epoch ms. */
export interface OpenTimes {
  readonly isOpen: (at: number) => boolean;
  /** The first whole minute after `at` that is open; undefined when there is none within two weeks. */
  readonly nextOpening: (at: number) => number | undefined;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const searchedMs = 15 * dayMs;

const minutesOf = (time: string): number => {
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
};

/** `day` 0 = Sunday; `minute` of the day: both local. */
type Contains = (day: number, minute: number) => boolean;

const compileWindow = ({ days, from, to }: ScheduleWindow): Contains => {
  const starts = new Set(days);
  const [first, end] = [minutesOf(from), minutesOf(to)];
  if (first < end) return (day, minute) => starts.has(day) && minute >= first && minute < end;
  // Past midnight: what is left of it belongs to the day before.
  return (day, minute) => (minute >= first ? starts.has(day) : minute < end && starts.has((day + 6) % 7));
};

/**
 * Local time is read off the instant, so a window that the clocks jump over is shorter on that day or not at all, and one
 * in the hour that comes twice is open twice.
 */
export const compileSchedule = ({ timeZone, windows }: Schedule): OpenTimes => {
  const offsetAt = zoneOffsets(timeZone);
  const contains = windows.map(compileWindow);
  const isOpen = (at: number): boolean => {
    const local = at + offsetAt(at);
    // 1970-01-01 was a Thursday.
    const day = (Math.floor(local / dayMs) + 4) % 7;
    const minute = Math.floor((local - Math.floor(local / dayMs) * dayMs) / minuteMs);
    return contains.some((window) => window(day, minute));
  };
  const nextOpening = (at: number): number | undefined => {
    for (let next = (Math.floor(at / minuteMs) + 1) * minuteMs; next <= at + searchedMs; next += minuteMs) {
      if (isOpen(next)) return next;
    }
    return undefined;
  };
  return { isOpen, nextOpening };
};
