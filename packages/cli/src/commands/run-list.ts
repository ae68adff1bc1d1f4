import type { Console } from '../output/console.ts';
import { formatInstant } from '../output/number.ts';
import { printRecord, printRecords } from '../output/records.ts';
import { Problem } from '../problem.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import type { CommandRecord } from './command-record.ts';
import { openLedger } from './ledger.ts';

export interface ListOptions extends TargetOptions {
  readonly device?: string;
  readonly status?: string;
  readonly limit: number;
  readonly json?: boolean;
}

export interface ShowOptions extends TargetOptions {
  readonly json?: boolean;
}

const columns = [
  { heading: 'COMMAND', value: ({ commandId }: CommandRecord) => commandId },
  { heading: 'DEVICE', value: ({ fleet, deviceId }: CommandRecord) => `${fleet}/${deviceId}` },
  { heading: 'NAME', value: ({ name }: CommandRecord) => name },
  { heading: 'STATUS', value: ({ status }: CommandRecord) => status },
  { heading: 'CREATED', value: ({ createdAt }: CommandRecord) => formatInstant(createdAt) },
  {
    heading: 'WHY',
    value: ({ decisionReason, requestedBy }: CommandRecord) => String(decisionReason ?? requestedBy ?? ''),
  },
];

const nothingFound = ({ device, status }: ListOptions): string =>
  [
    'no commands',
    ...(status === undefined ? [] : [`with status ${status}`]),
    ...(device === undefined ? [] : [`for ${device}`]),
  ].join(' ');

/** `commands list`. */
export const list = async (options: ListOptions, console: Console): Promise<void> => {
  const ledger = openLedger(resolveTarget(options, process.env));
  const commands = await ledger.list(options);
  ledger.close();
  printRecords(console, commands, { json: options.json === true, columns, empty: nothingFound(options) });
};

const times = ['createdAt', 'updatedAt', 'expiresAt'];

/** For people: times as instants. */
const legible = (command: CommandRecord): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(command).map(([name, value]) => [name, times.includes(name) ? formatInstant(Number(value)) : value]),
  );

/** `commands show`. @throws Problem `not-found` */
export const show = async (commandId: string, options: ShowOptions, console: Console): Promise<void> => {
  const target = resolveTarget(options, process.env);
  const ledger = openLedger(target);
  const command = await ledger.find(commandId);
  ledger.close();
  if (command === undefined) throw new Problem('not-found', `stage ${target.stage} has no command ${commandId}`);
  printRecord(console, options.json ? command : legible(command), options.json === true);
};
