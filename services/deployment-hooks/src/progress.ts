import { errorMessage } from '@signalbox/lambda-kit';
import type { HookReport } from '@signalbox/releases';

export type Check = HookReport['checks'][number];

/** What a check found: no problems, then it holds. Lines are for people. */
export interface Finding {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** What is known of a deployment, filled in while the hook runs: whenever it is broken off, all that was found is reported. */
export class Progress {
  readonly checks: Check[] = [];
  readonly notes: string[] = [];
  kind = 'unknown';
  functionName = 'unknown';
  alias = '';
  currentVersion: string | undefined;
  targetVersion = 'unknown';
  verdicts: NonNullable<HookReport['verdicts']> = {};
  /** The answer is being given: what has not begun by now must not begin, least of all a release of rules. */
  over = false;

  get ok(): boolean {
    return this.checks.every(({ ok }) => ok);
  }

  /** Runs a check; one that crashes has failed, and says of what. Gives whether it holds. */
  async check(name: string, run: () => Promise<Finding> | Finding): Promise<boolean> {
    if (this.over) return false;
    const finding = await (async () => run())().catch((error: unknown) => ({ ok: false, lines: [crash(error)] }));
    this.checks.push({ name, ok: finding.ok, lines: [...finding.lines] });
    return finding.ok;
  }
}

const crash = (error: unknown): string => {
  const code = (error as { code?: unknown } | undefined)?.code;
  const message = errorMessage(error);
  return typeof code === 'string' && !message.startsWith(code) ? `${code}: ${message}` : message;
};
