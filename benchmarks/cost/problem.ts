/** What the caller can mend, or what makes a bill impossible: one clear line instead of a stack. */
export class Problem extends Error {}
