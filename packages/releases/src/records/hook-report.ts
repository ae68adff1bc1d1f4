import type { Verdict } from '../judge/verdict.ts';

export interface HookCheck {
  readonly name: string;
  readonly ok: boolean;
  /** For people. */
  readonly lines: readonly string[];
}

/** What a hook of a deployment looked at, and found. */
export interface HookReport {
  /** As CodeDeploy gave it: `d-…`. */
  readonly deploymentId: string;
  readonly phase: 'before' | 'after';
  /** Of the function, as its tag says. */
  readonly kind: string;
  readonly functionName: string;
  /** Absent at a first deployment. */
  readonly currentVersion?: string;
  readonly targetVersion: string;
  readonly status: 'Succeeded' | 'Failed';
  /** Epoch ms. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly checks: readonly HookCheck[];
  readonly verdicts?: { readonly code?: Verdict; readonly rules?: Verdict };
  readonly notes: readonly string[];
}
