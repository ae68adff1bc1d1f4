/** As rules write them, by their number. */
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const day = `(${dayNames.join('|')})`;
const run = `${day}(-${day})?`;

/** `daily`, or days and ranges of days: `mon-fri`, `sat,sun`, `fri-mon`. */
export const daysPattern = `^(daily|${run}(, ?${run})*)$`;

const numberOf = (name: string): number => (dayNames as readonly string[]).indexOf(name);

/** The days of one range; from Friday to Monday they are four. */
const daysOfRange = (range: string): number[] => {
  const [from = '', to = from] = range.split('-');
  const first = numberOf(from);
  return Array.from({ length: ((numberOf(to) - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
};

/** The numbers of the days that `text` names, 0 = Sunday, each once and in order. The text must match `daysPattern`. */
export const parseDays = (text: string): number[] => {
  if (text === 'daily') return dayNames.map((_, number) => number);
  const numbers = text.split(/, ?/).flatMap(daysOfRange);
  return [...new Set(numbers)].sort((a, b) => a - b);
};
