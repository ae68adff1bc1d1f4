import type { Log, Serverless } from '../serverless.ts';
import type { CanarySettings } from '../settings/settings.ts';
import type { Template } from '../template/template.ts';
import { awsOf } from './aws.ts';
import { failureReport } from './failure-report.ts';
import { type Groups, groupsOf } from './groups.ts';
import { type Begun, listDeployments } from './list-deployments.ts';
import { watchProgress } from './watch-progress.ts';

/** Clocks of who deploys and of AWS need not agree. */
const skewMs = 300_000;

/** As often as the framework looks at the stack. */
const everyMs = 5_000;

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Follows what CodeDeploy does while the stack is updated, and tells afterwards why it failed. */
export class ReleaseWatch {
  readonly #serverless: Serverless;
  readonly #log: Log;
  #release: { readonly groups: Groups; readonly begun: Begun; readonly stop: () => void } | undefined;

  constructor(serverless: Serverless, log: Log) {
    this.#serverless = serverless;
    this.#log = log;
  }

  async begin(template: Template, now: number): Promise<void> {
    const groups = groupsOf(template);
    if (groups === undefined) return;
    const since = now - skewMs;
    const aws = await awsOf(this.#serverless.getProvider('aws'));
    const before = await listDeployments(aws, groups, { since }).catch(() => []);
    const begun = { since, except: new Set(before) };
    const stop = watchProgress(aws, { groups, begun, everyMs, tell: (line) => this.#log.notice(line) });
    this.#release = { groups, begun, stop };
  }

  end(): void {
    this.#release?.stop();
    this.#release = undefined;
  }

  /**
   * Puts what there is to know into the error itself: under compose the framework's output is shown from its error on, and what stands
   * before is lost.
   */
  async explain(error: unknown, settings: () => CanarySettings): Promise<void> {
    const release = this.#release;
    if (release === undefined) return;
    this.end();
    const tables = [...settings().functions].flatMap(([key, { reports }]) =>
      reports ? [[key, reports] as const] : [],
    );
    const lines = await awsOf(this.#serverless.getProvider('aws')).then(
      (aws) => failureReport(aws, release.groups, release.begun, new Map(tables)),
      (failure: unknown) => [`What CodeDeploy did cannot be read: ${message(failure)}`],
    );
    if (lines.length > 0) this.#append(error, `\n\n${lines.join('\n')}`);
  }

  #append(error: unknown, text: string): void {
    const told = error as { message?: string; decoratedMessage?: string };
    if (!(error instanceof Error) || Object.isFrozen(error)) {
      this.#log.error(text);
      return;
    }
    error.message += text;
    if (told.decoratedMessage !== undefined) told.decoratedMessage += text;
  }
}
