import { type Bound, operandsOf } from './bound.ts';
import type { Property } from './scope.ts';

/** What an expression is evaluated on: only these can change its value. Each list is sorted. */
export interface UsedNames {
  /** Metrics of the reading; those that stand in `last(…)` only are not among them. */
  readonly metrics: readonly string[];
  readonly lastMetrics: readonly string[];
  /** Device settings. Parameters without one are constants. */
  readonly settings: readonly string[];
  readonly properties: readonly Property[];
}

const walk = (bound: Bound, visit: (bound: Bound) => void): void => {
  visit(bound);
  for (const operand of operandsOf(bound)) walk(operand, visit);
};

/** The names in all of `bounds` together. */
export const usedNames = (bounds: readonly Bound[]): UsedNames => {
  const used = { metric: new Set<string>(), last: new Set<string>(), setting: new Set<string>() };
  const properties = new Set<Property>();
  for (const bound of bounds) {
    walk(bound, (each) => {
      if (each.kind === 'property') properties.add(each.name);
      else if (each.kind === 'metric' || each.kind === 'last' || each.kind === 'setting')
        used[each.kind].add(each.name);
    });
  }
  return {
    metrics: [...used.metric].sort(),
    lastMetrics: [...used.last].sort(),
    settings: [...used.setting].sort(),
    properties: [...properties].sort(),
  };
};
