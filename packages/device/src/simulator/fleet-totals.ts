import type { CommandResponse } from '@signalbox/contracts';

/** What a simulation has seen since its start. */
export interface FleetTotals {
  readonly devices: number;
  readonly connected: number;
  readonly reported: number;
  readonly acknowledged: number;
  readonly dropped: number;
  readonly answers: Readonly<Partial<Record<CommandResponse['status'], number>>>;
}

/** The totals of several simulations together. */
export const sumTotals = (all: readonly FleetTotals[]): FleetTotals => {
  const add = (of: (each: FleetTotals) => number): number => all.reduce((total, each) => total + of(each), 0);
  const statuses = new Set(all.flatMap(({ answers }) => Object.keys(answers) as CommandResponse['status'][]));
  return {
    devices: all.length,
    connected: add(({ connected }) => connected),
    reported: add(({ reported }) => reported),
    acknowledged: add(({ acknowledged }) => acknowledged),
    dropped: add(({ dropped }) => dropped),
    answers: Object.fromEntries([...statuses].map((status) => [status, add(({ answers }) => answers[status] ?? 0)])),
  };
};
