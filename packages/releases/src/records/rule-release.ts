import type { ExpectedChange } from '../judge/expected-change.ts';

/** What is released by a candidate's entries of the timeline. */
export interface RuleRelease {
  readonly releaseId: string;
  /** Hashes. */
  readonly candidate: string;
  readonly stable: string;
  /** What may differ, as declared when it began. */
  readonly expected: readonly ExpectedChange[];
  /** Epoch ms. */
  readonly startedAt: number;
  /** The deployment by CodeDeploy that began it. */
  readonly deploymentId?: string;
}
