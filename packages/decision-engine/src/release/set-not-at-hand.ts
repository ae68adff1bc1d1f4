/** The rule set that is to decide is not among those at hand. */
export class SetNotAtHand extends Error {
  readonly code = 'SET_NOT_AT_HAND';
  readonly hash: string;

  constructor(hash: string) {
    super(`the rule set ${hash} is not at hand`);
    this.hash = hash;
  }
}
