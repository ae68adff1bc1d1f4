import { parseArgs } from 'node:util';
import { type MessageKind, messageKinds } from './messages.ts';
import { Problem } from './problem.ts';

export const usage = `usage: pnpm bench cost [--rate 1000] [--measure-rate <rate>] [--devices 1000] [--seconds 60] [--decisions 0.001]
                       [--messages small,1kb] [--singles 300] [--lines] [--prices]

Dollars per million telemetry messages at us-east-1 list prices, everything that a run used billed, beside the same run priced as one
Lambda a message with the same state. The run: the embedded cloud, deployed by the real CLI with the parameters of production.

  --rate          messages/s that the bill is for: stream and shard hours, sweeps and polls go by time
  --measure-rate  messages/s of the run, if the machine does not hold --rate: batches are then those of this rate
  --devices       of the measured fleet: how many messages of one device a batch holds, so how often its state is read
  --decisions     share of the messages that lead to a decision, and so to a command and its answer
  --messages      small: a reading of one metric; full: of six metrics; 1kb: seven of those
  --seconds       that the run publishes, after a warm-up
  --singles       invocations with one record, by which one Lambda a message is priced
  --lines         prints every line of the bills
  --prices        prints the price list and ends
`;

export interface Options {
  /** Messages/s that the bill is for. */
  readonly rate: number;
  /** Messages/s of the run. */
  readonly measureRate: number;
  readonly devices: number;
  readonly seconds: number;
  readonly decisionShare: number;
  readonly kinds: readonly MessageKind[];
  readonly singles: number;
  readonly lines: boolean;
}

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (value > 0) return value;
  throw new Problem(`--${name} must be a number above 0, not ${text}`);
};

const share = (name: string, text: string): number => {
  const value = Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new Problem(`--${name} must be a number from 0 to 1, not ${text}`);
};

const kindsOf = (text: string): readonly MessageKind[] =>
  text.split(',').map((name) => {
    const kind = messageKinds.find((each) => each === name);
    if (kind === undefined) throw new Problem(`--messages must be of ${messageKinds.join(', ')}, not ${name}`);
    return kind;
  });

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      rate: { type: 'string', default: '1000' },
      'measure-rate': { type: 'string' },
      devices: { type: 'string', default: '1000' },
      seconds: { type: 'string', default: '60' },
      decisions: { type: 'string', default: '0.001' },
      messages: { type: 'string', default: 'small,1kb' },
      singles: { type: 'string', default: '300' },
      lines: { type: 'boolean', default: false },
      prices: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });

const parsed = (args: readonly string[]) => {
  try {
    return parse(args).values;
  } catch (error) {
    throw new Problem((error as Error).message, { cause: error });
  }
};

/** @throws Problem that names the option that is wrong */
export const readOptions = (args: readonly string[]): Options | 'help' | 'prices' => {
  const values = parsed(args);
  if (values.help) return 'help';
  if (values.prices) return 'prices';
  return {
    rate: positive('rate', values.rate),
    measureRate: positive('measure-rate', values['measure-rate'] ?? values.rate),
    devices: positive('devices', values.devices),
    seconds: positive('seconds', values.seconds),
    decisionShare: share('decisions', values.decisions),
    kinds: kindsOf(values.messages),
    singles: positive('singles', values.singles),
    lines: values.lines,
  };
};
