import type { ActiveRelease, ReleaseRecord, RuleTimeline } from '@signalbox/releases';
import type { ReleaseBook } from './release-book.ts';
import type { ReleaseWorld } from './release-services.ts';
import type { Service } from './services.ts';
import type { StackState } from './stack-state.ts';

/** 2026-11-24T08:15:00Z */
export const start = Date.UTC(2026, 10, 24, 8, 15);

/** A book in memory. */
export const memoryBook = (timelines: readonly RuleTimeline[] = [{ version: 0, entries: [] }]) => {
  const records = new Map<string, ReleaseRecord>();
  let active: ActiveRelease | undefined;
  let read = 0;
  const book: ReleaseBook = {
    begin: async (next) => {
      if (active !== undefined) return 'conflict';
      active = next;
      return 'begun';
    },
    active: async () => active,
    end: async (releaseId) => {
      if (active?.releaseId === releaseId) active = undefined;
    },
    save: async (record) => void records.set(record.releaseId, record),
    find: async (releaseId) => records.get(releaseId),
    timeline: async () => timelines[Math.min(read++, timelines.length - 1)] ?? { version: 0, entries: [] },
    gateReport: async () => undefined,
  };
  return { book, records, active: () => active };
};

const services: readonly Service[] = ['foundation', 'decisions', 'commands'].map((name) => ({
  ...{ name, serviceName: `signalbox-${name}`, folder: `/checkout/services/${name}` },
}));

const stateOf = (service: string, version: number): StackState => ({
  ...{ service, status: 'UPDATE_COMPLETE', changedAt: version, package: String(1_700_000_000_000 + version) },
});

/** A stage that runs version 1 of every service; what `sls` does to it is up to the test. */
export const stage = (
  deploy: (change: (service: string, state: Partial<StackState>) => void) => number | undefined,
  options: { readonly absent?: readonly string[]; readonly rollback?: (service: string) => number } = {},
) => {
  const states = new Map<string, StackState>(
    services.map(({ name }) => [name, options.absent?.includes(name) ? { service: name } : stateOf(name, 1)]),
  );
  const calls: string[] = [];
  const said: string[] = [];
  const memory = memoryBook();
  const world: ReleaseWorld = {
    services,
    book: memory.book,
    look: async () => [...states.values()],
    sls: async (args, service) => {
      calls.push([service?.name ?? '.', ...args].join(' '));
      calls.push(`active: ${memory.active()?.kind}`);
      if (service !== undefined) return options.rollback?.(service.name) ?? 0;
      return deploy((name, state) => states.set(name, { ...stateOf(name, 2), ...state }));
    },
    now: () => start,
    say: (line) => said.push(line),
  };
  return { world, calls, said, ...memory };
};
