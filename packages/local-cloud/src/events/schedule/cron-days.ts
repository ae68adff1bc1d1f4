import { readField } from './cron-field.ts';

/** Whether a day (of the month, 1 to 31) fits. */
export type DayTest = (year: number, month: number, day: number) => boolean;

const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const weekdays = { min: 1, max: 7, names: dayNames };

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
/** 1 is Sunday, as AWS counts. */
const weekday = (year: number, month: number, day: number): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

/** The weekday (Monday to Friday) nearest to a day, within its month. */
const nearestWeekday = (year: number, month: number, day: number): number => {
  const last = lastDay(year, month);
  const wanted = Math.min(day, last);
  const name = weekday(year, month, wanted);
  if (name === 7) return wanted === 1 ? 3 : wanted - 1;
  if (name === 1) return wanted === last ? wanted - 2 : wanted + 1;
  return wanted;
};

/** `L`, `15W`, `LW`, or plain days of the month. */
export const readDayOfMonth = (text: string): DayTest | undefined => {
  if (text === 'L') return (year, month, day) => day === lastDay(year, month);
  if (text === 'LW') return (year, month, day) => day === nearestWeekday(year, month, lastDay(year, month));
  const [, near] = /^(\d{1,2})W$/.exec(text) ?? [];
  if (near !== undefined) {
    const wanted = Number(near);
    if (wanted < 1 || wanted > 31) return undefined;
    return (year, month, day) => wanted <= lastDay(year, month) && day === nearestWeekday(year, month, wanted);
  }
  const days = readField(text, { min: 1, max: 31 });
  return days === undefined ? undefined : (_year, _month, day) => days.has(day);
};

/** `L`, `6L` (the last Friday), `3#2` (the second Tuesday), or plain days of the week. */
export const readDayOfWeek = (text: string): DayTest | undefined => {
  if (text === 'L') return (year, month, day) => weekday(year, month, day) === 7;
  const [, only, mark, nth] = /^([A-Za-z]{3}|\d)(#|L)(\d?)$/.exec(text) ?? [];
  if (only !== undefined) {
    const [wanted] = readField(only, weekdays) ?? [];
    const count = Number(nth);
    if (wanted === undefined || (mark === 'L') !== (nth === '') || (mark === '#' && (count < 1 || count > 5))) {
      return undefined;
    }
    return (year, month, day) =>
      weekday(year, month, day) === wanted &&
      (mark === 'L' ? day + 7 > lastDay(year, month) : Math.ceil(day / 7) === count);
  }
  const days = readField(text, weekdays);
  return days === undefined ? undefined : (year, month, day) => days.has(weekday(year, month, day));
};
