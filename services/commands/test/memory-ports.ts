import { type Attributes, fromAttributes, toAttributes } from '../src/adapters/command-attributes.ts';
import type { CommandStore, DevicePublisher, DueIndex, Publication } from '../src/ports.ts';

/** Called before and after each effect; whatever it throws is the death of the caller. */
export type Hazard = (moment: string) => void;

export class Crash extends Error {}

/** A store that keeps commands exactly as the table would, and counts what it is asked. */
export const memoryStore = (hazard: Hazard = () => {}) => {
  const table = new Map<string, Attributes>();
  const calls = { saves: 0, conflicts: 0 };
  const store: CommandStore & DueIndex = {
    load: async (commandId) => {
      hazard('before load');
      const attributes = table.get(commandId);
      return attributes && fromAttributes(attributes);
    },
    save: async (command) => {
      hazard('before save');
      const before = Number(table.get(command.commandId)?.['version']?.N ?? 0);
      if (before !== command.version - 1) {
        calls.conflicts += 1;
        return 'conflict';
      }
      calls.saves += 1;
      table.set(command.commandId, structuredClone(toAttributes(command)));
      hazard('after save');
      return 'saved';
    },
    dueBy: async (until) =>
      [...table].filter(([, { dueAt }]) => dueAt?.N && Number(dueAt.N) <= until).map(([commandId]) => commandId),
  };
  return { ...store, table, calls };
};

/** A broker that remembers what it took. */
export const memoryBroker = (hazard: Hazard = () => {}) => {
  const publications: Publication[] = [];
  const publish: DevicePublisher['publish'] = async (publication) => {
    hazard('before publish');
    publications.push(publication);
    hazard('after publish');
  };
  return { publish, publications };
};

/** Counts as the function would publish them; dimensions are appended to the name: `CommandsFinal.EXPIRED`. */
export const memoryCounts = () => {
  const totals: Record<string, number> = {};
  const add = (name: string, value = 1, dimensions: Readonly<Record<string, string>> = {}): void => {
    const key = [name, ...Object.values(dimensions)].join('.');
    if (value > 0) totals[key] = (totals[key] ?? 0) + value;
  };
  return { add, totals };
};

export const silentLog = () => {
  const log = { debug() {}, info() {}, warn() {}, error() {}, child: () => log };
  return log;
};
