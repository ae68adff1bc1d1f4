import type { Adapters } from './adapters.ts';
import type { GuardReads } from './answer-reads.ts';
import type { GuardWrites } from './refuse-writes.ts';

/** How adapters are put into effect. */
export interface Guards {
  readonly reads: GuardReads;
  readonly writes: GuardWrites;
}

const byCall =
  (guard: () => GuardReads) =>
  <A extends Adapters>(adapters: A): A => {
    const names = Object.keys(adapters) as (keyof A)[];
    const guarded = names.map((name) => [
      name,
      async (...parameters: Parameters<A[typeof name]>) => guard()(adapters)[name]?.(...parameters),
    ]);
    return Object.fromEntries(guarded);
  };

/** Wires once, when first asked to: adapters are then put into effect, call by call, as the guards say that were given last. */
export const guardedByCall = <Wired>(wire: (guards: Guards) => Wired): ((guards: Guards) => Wired) => {
  let last: Guards;
  let wired: Wired | undefined;
  return (guards) => {
    last = guards;
    wired ??= wire({ reads: byCall(() => last.reads), writes: byCall(() => last.writes) });
    return wired;
  };
};
