import { stripVTControlCharacters } from 'node:util';
import type { FleetTotals } from '@signalbox/device';
import { formatCount, formatRate } from '../output/number.ts';
import { type Endpoints, endpointLines } from '../up/endpoints.ts';
import type { AlarmCounts } from './alarm-counts.ts';
import type { DecisionTally } from './decision-tally.ts';

/** What the loop has done, as far as it could be asked. */
export interface LoopCounts {
  readonly stored?: number;
  readonly decisions?: number;
  readonly quarantined?: number;
  /** Invocations that failed; their logs say why. */
  readonly functionErrors?: number;
  readonly commands?: Readonly<Record<string, number>>;
  readonly alarms?: AlarmCounts;
}

/** All that the one screen says. */
export interface LiveState {
  readonly phase: 'deploying' | 'ready';
  /** Of the machine, since the start. */
  readonly elapsedMs: number;
  /** What the Serverless CLI said last. */
  readonly progress: string;
  readonly endpoints: Endpoints;
  readonly speed: number;
  readonly messages: number;
  readonly messagesPerSecond: number;
  readonly counts: LoopCounts;
  readonly decided: DecisionTally;
  readonly fleet?: { readonly name: string; readonly totals: FleetTotals } | undefined;
  /** What went wrong last, in one line. */
  readonly problem?: string | undefined;
}

const elapsed = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
};

const countText = (count: number | undefined): string => (count === undefined ? '-' : formatCount(count));

/** `1 SENT, 9 SUCCEEDED`. */
const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${formatCount(count)} ${name}`)
    .join(', ');

const commandsText = (commands: Readonly<Record<string, number>> | undefined): string =>
  commands === undefined ? '-' : countsText(commands) || 'none';

/** The bus tells of decisions sooner than the metrics do. */
const decisionsText = (total: number | undefined, { byRule }: DecisionTally): string => {
  if (total === undefined) return '-';
  const told = Object.values(byRule).reduce((sum, count) => sum + count, 0);
  return [formatCount(Math.max(total, told)), countsText(byRule)].filter((text) => text !== '').join(': ');
};

const alarmsText = (alarms: AlarmCounts | undefined): string => {
  if (alarms === undefined) return '-';
  const { active, byState } = alarms;
  const more = (byState['ACTIVE'] ?? 0) > active.length ? ', …' : '';
  const named = active.length === 0 ? '' : ` (${active.join(', ')}${more})`;
  return (countsText(byState) || 'none') + named;
};

const fleetText = ({ name, totals }: NonNullable<LiveState['fleet']>): string =>
  `${name}: ${totals.connected}/${totals.devices} connected, ${formatCount(totals.dropped)} readings dropped`;

const errorFacts = (failed: number): readonly (readonly [string, string])[] =>
  failed === 0 ? [] : [['errors', `${formatCount(failed)} invocations failed: see the log groups /aws/lambda/…`]];

/** What there is to say, by name. */
const facts = ({
  messages,
  messagesPerSecond,
  counts,
  decided,
  fleet,
}: LiveState): readonly (readonly [string, string])[] => [
  ['messages', `${formatRate(messagesPerSecond)}, ${formatCount(messages)} seen`],
  ['stored', countText(counts.stored)],
  ['decisions', decisionsText(counts.decisions, decided)],
  ...(decided.last === undefined ? [] : [['the last', decided.last] as const]),
  ['notified', formatCount(decided.notifications)],
  ['alarms', alarmsText(counts.alarms)],
  ['commands', commandsText(counts.commands)],
  ['quarantined', countText(counts.quarantined)],
  ...errorFacts(counts.functionErrors ?? 0),
  ...(fleet === undefined ? [] : [['fleet', fleetText(fleet)] as const]),
];

/** The lines of the one screen. `bold` and `dim` style text, if the terminal does. */
export const liveLines = (
  state: LiveState,
  { bold, dim }: { readonly bold: (text: string) => string; readonly dim: (text: string) => string },
): readonly string[] => {
  const { phase, progress, elapsedMs, speed, endpoints, problem } = state;
  const clock = speed === 1 ? '' : `, time runs ${speed} times as fast`;
  return [
    `${bold('signalbox')}  ${phase === 'ready' ? 'running' : 'deploying'}  ${elapsed(elapsedMs)}${clock}`,
    phase === 'ready' ? '' : dim(`  ${stripVTControlCharacters(progress).trim()}`),
    ...facts(state).map(([name, text]) => `  ${dim(name.padEnd(11))}  ${text}`),
    '',
    ...endpointLines(endpoints).map((line) => `  ${line}`),
    '',
    ...(problem === undefined ? [] : [`  last problem: ${stripVTControlCharacters(problem)}`]),
    dim('  Ctrl-C stops everything'),
  ];
};

/** The same in one line, for a log. */
export const plainLine = (state: LiveState): string =>
  facts(state)
    .map(([name, text]) => `${name} ${text}`)
    .join('  ');
