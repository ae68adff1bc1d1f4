import type { ScalarType } from './scope.ts';

/** A function of numbers; NaN in or out is unknown. */
interface NumberFunction {
  readonly type: 'number';
  readonly argument: 'number';
  readonly least: number;
  readonly most: number;
  readonly run: (...values: number[]) => number;
}

/** A function of two texts. */
interface TextFunction {
  readonly type: 'boolean';
  readonly argument: 'string';
  readonly least: 2;
  readonly most: 2;
  readonly run: (text: string, part: string) => boolean;
}

const ofNumbers = (run: NumberFunction['run'], least: number, most = least): NumberFunction => ({
  type: 'number',
  argument: 'number',
  least,
  most,
  run,
});

const ofTexts = (run: TextFunction['run']): TextFunction => ({
  type: 'boolean',
  argument: 'string',
  least: 2,
  most: 2,
  run,
});

const maxArguments = 20;

/** Halves go away from zero: round(2.5) is 3, round(-2.5) is -3. */
const round = (value: number, digits = 0): number => {
  const factor = 10 ** Math.trunc(digits);
  return (Math.sign(value) * Math.round(Math.abs(value) * factor)) / factor;
};

/** The functions whose result is unknown when an argument is. */
export const functions = {
  abs: ofNumbers(Math.abs, 1),
  min: ofNumbers(Math.min, 2, maxArguments),
  max: ofNumbers(Math.max, 2, maxArguments),
  /** `round(value)` or `round(value, digits)`. */
  round: ofNumbers(round, 1, 2),
  floor: ofNumbers(Math.floor, 1),
  ceil: ofNumbers(Math.ceil, 1),
  startsWith: ofTexts((text, part) => text.startsWith(part)),
  endsWith: ofTexts((text, part) => text.endsWith(part)),
  contains: ofTexts((text, part) => text.includes(part)),
} as const satisfies Record<string, { argument: ScalarType } & (NumberFunction | TextFunction)>;

export type FunctionName = keyof typeof functions;

/** Every function by name, with those that the binder itself knows. */
export const functionNames: readonly string[] = [...Object.keys(functions), 'last', 'isMissing'];

export const isFunction = (name: string): name is FunctionName => Object.hasOwn(functions, name);
