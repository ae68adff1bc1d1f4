import type { Fate, RecordDifference } from './record-difference.ts';

/** Readings that differ in one way, the first of them as an example. */
export interface Gathered {
  readonly example: RecordDifference;
  readonly readings: number;
  readonly devices: ReadonlySet<string>;
  /** Why they are not allowed; absent if they are. */
  readonly problem?: string;
}

const shownDevices = 10;
const longest = 300;

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

const count = (number: number, of: string): string => `${number} ${of}${number === 1 ? '' : 's'}`;

const fateText = (fate: Fate): string => {
  if (fate === undefined) return 'neither stored nor refused';
  return shortened('code' in fate ? `refused for ${fate.code}: ${fate.detail}` : `stored ${fate.content}`);
};

const what = ({ change, code }: RecordDifference): string => {
  if (change === 'accepted') return code === undefined ? 'accepted' : `accepted, before refused for ${code}`;
  return code === undefined ? change : `${change} for ${code}`;
};

const devicesText = (devices: ReadonlySet<string>): string => {
  const names = [...devices].sort();
  const more = names.length - shownDevices;
  return `${names.slice(0, shownDevices).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** Whose readings, how many, what becomes of them, and one of them before and after, for people. */
export const differenceLines = ({ devices, example, problem = 'declared', readings }: Gathered): string[] => {
  const { deviceType, fleet, deviceId, before, after } = example;
  const whose = deviceType === undefined ? `fleet ${fleet}` : `device type ${deviceType}`;
  const head = `${whose}: ${count(readings, 'reading')} of ${count(devices.size, 'device')} ${what(example)}; ${problem}`;
  if (problem === 'declared') return [head];
  return [
    head,
    `  devices: ${devicesText(devices)}`,
    `  for example ${deviceId}:`,
    `    before: ${fateText(before)}`,
    `    after:  ${fateText(after)}`,
  ];
};
