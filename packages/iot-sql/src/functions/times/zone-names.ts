import type { TimeZone } from './time-zone.ts';

/** What Java abbreviates and ICU in English does not. */
const ABBREVIATIONS = new Map([
  ['Coordinated Universal Time', 'UTC'],
  ['Western European Standard Time', 'WET'],
  ['Western European Summer Time', 'WEST'],
  ['Central European Standard Time', 'CET'],
  ['Central European Summer Time', 'CEST'],
  ['Eastern European Standard Time', 'EET'],
  ['Eastern European Summer Time', 'EEST'],
  ['British Summer Time', 'BST'],
  ['Irish Standard Time', 'IST'],
  ['Moscow Standard Time', 'MSK'],
  ['Israel Standard Time', 'IST'],
  ['Israel Daylight Time', 'IDT'],
  ['India Standard Time', 'IST'],
  ['Pakistan Standard Time', 'PKT'],
  ['Gulf Standard Time', 'GST'],
  ['Indochina Time', 'ICT'],
  ['Western Indonesia Time', 'WIB'],
  ['Singapore Standard Time', 'SGT'],
  ['Hong Kong Standard Time', 'HKT'],
  ['China Standard Time', 'CST'],
  ['Taipei Standard Time', 'CST'],
  ['Philippine Standard Time', 'PST'],
  ['Japan Standard Time', 'JST'],
  ['Korean Standard Time', 'KST'],
  ['Australian Western Standard Time', 'AWST'],
  ['Australian Central Standard Time', 'ACST'],
  ['Australian Central Daylight Time', 'ACDT'],
  ['Australian Eastern Standard Time', 'AEST'],
  ['Australian Eastern Daylight Time', 'AEDT'],
  ['New Zealand Standard Time', 'NZST'],
  ['New Zealand Daylight Time', 'NZDT'],
  ['South Africa Standard Time', 'SAST'],
  ['East Africa Time', 'EAT'],
  ['Central Africa Time', 'CAT'],
  ['West Africa Standard Time', 'WAT'],
  ['Brasilia Standard Time', 'BRT'],
  ['Argentina Standard Time', 'ART'],
  ['Colombia Standard Time', 'COT'],
  ['Peru Standard Time', 'PET'],
  ['Chile Standard Time', 'CLT'],
  ['Chile Summer Time', 'CLST'],
]);

/** `PST`, `CET`; the offset where a zone has no abbreviation. */
export function shortZoneName(zone: TimeZone, epochMs: number): string {
  if (zone.isFixed) return zone.id;
  const short = intlName(zone, epochMs, 'short');
  if (/^[A-Z]{2,5}$/.test(short)) return short;
  return ABBREVIATIONS.get(intlName(zone, epochMs, 'long')) ?? offsetText(zone.offsetAt(epochMs), ':');
}

/** `Pacific Standard Time`. */
export function longZoneName(zone: TimeZone, epochMs: number): string {
  if (zone.id === 'UTC') return 'Coordinated Universal Time';
  return zone.isFixed ? zone.id : intlName(zone, epochMs, 'long');
}

/** `+0100` or `+01:00`. */
export function offsetText(offsetMs: number, separator: '' | ':'): string {
  const minutes = Math.trunc(Math.abs(offsetMs) / 60_000);
  const hours = String(Math.trunc(minutes / 60)).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${hours}${separator}${String(minutes % 60).padStart(2, '0')}`;
}

function intlName({ id }: TimeZone, epochMs: number, timeZoneName: 'short' | 'long'): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName });
  return format.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value ?? id;
}
