/** What went wrong with a rule. */
export interface FailedRule {
  readonly times: number;
  /** The first error; the others are most likely the same. */
  readonly error: unknown;
}

/** The rules that threw, by name. Bounded by the number of rules, however often each throws. */
export class FailedRules {
  readonly #byName = new Map<string, FailedRule>();

  add(rule: string, error: unknown, times = 1): void {
    const known = this.#byName.get(rule);
    this.#byName.set(rule, { times: (known?.times ?? 0) + times, error: known ? known.error : error });
  }

  addAll(others: FailedRules): void {
    for (const [rule, { error, times }] of others.#byName) this.add(rule, error, times);
  }

  entries(): readonly (readonly [rule: string, FailedRule])[] {
    return [...this.#byName];
  }

  /** How often rules failed, all together. */
  get times(): number {
    return this.entries().reduce((sum, [, { times }]) => sum + times, 0);
  }
}
