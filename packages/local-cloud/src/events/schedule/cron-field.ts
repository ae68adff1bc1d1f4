/** Which values of one part of the time a field of a cron expression names. */
export type CronField = ReadonlySet<number>;

export interface FieldRange {
  readonly min: number;
  readonly max: number;
  /** Names of the values from `min` on, e.g. JAN. */
  readonly names?: readonly string[];
}

const readValue = (text: string, { min, max, names = [] }: FieldRange): number | undefined => {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + min : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
};

const readSpan = (text: string, range: FieldRange, hasStep: boolean): readonly [number, number] | undefined => {
  if (text === '*') return [range.min, range.max];
  const [from = '', to] = text.split('-');
  const first = readValue(from, range);
  const last = to === undefined ? (hasStep ? range.max : first) : readValue(to, range);
  return first === undefined || last === undefined ? undefined : [first, last];
};

const readPart = (part: string, range: FieldRange): readonly number[] | undefined => {
  const [span = '', step] = part.split('/');
  const found = readSpan(span, range, step !== undefined);
  const by = step === undefined ? 1 : Number(step);
  if (found === undefined || !Number.isInteger(by) || by < 1) return undefined;
  const [first, last] = found;
  const values: number[] = [];
  // A span may run over the end: FRI-MON.
  const end = last < first ? last + (range.max - range.min + 1) : last;
  for (let value = first; value <= end; value += by) {
    values.push(value > range.max ? value - (range.max - range.min + 1) : value);
  }
  return values;
};

/** Reads lists, spans and steps of values. Undefined if the text is none. */
export const readField = (text: string, range: FieldRange): CronField | undefined => {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const read = readPart(part, range);
    if (read === undefined) return undefined;
    for (const value of read) values.add(value);
  }
  return values;
};
