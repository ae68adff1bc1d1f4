import type { ActiveRelease } from '@signalbox/releases';
import type { HookEvent } from './hook-event.ts';
import { type IdentifyPorts, identify, type Subject } from './identify.ts';
import { watchReaders } from './metrics/watch-readers.ts';
import { type WatchPorts, watchVersions } from './metrics/watch-versions.ts';
import type { Progress } from './progress.ts';
import { type ReleaseRulesPorts, releaseRules, takeRulesBack } from './release-rules.ts';

export interface AfterPorts extends IdentifyPorts, WatchPorts {
  readonly active: () => Promise<ActiveRelease | undefined>;
  /** The hash of the rules that a version came with; undefined: it has no decision bundle. */
  readonly rulesOf: (functionName: string, version: string) => Promise<string | undefined>;
  readonly rules: ReleaseRulesPorts;
  readonly stage: string;
  /** How long to wait for enough data, ms. */
  readonly waitMs: number;
}

const watch = async (
  ports: AfterPorts,
  { kind, service, deployment }: Subject,
  progress: Progress,
): Promise<boolean> => {
  const { functionName, alias, currentVersion, targetVersion } = deployment.shift;
  if (currentVersion === undefined) {
    progress.notes.push('there was no version before this one: nothing to compare with');
    return true;
  }
  const measured = { kind, service, stage: ports.stage, functionName, alias };
  const { createdAt: since } = deployment;
  const times = { since, waitMs: ports.waitMs };
  const well = await progress.check('metrics: the target against the current version', () =>
    watchVersions(ports, { measured, currentVersion, targetVersion, ...times }),
  );
  if (kind !== 'decide') return well;
  const read = await progress.check('metrics: what readers of its decisions refuse', () =>
    watchReaders(ports, ports.stage, since),
  );
  return well && read;
};

const release = async (
  ports: AfterPorts,
  hook: HookEvent,
  { deployment }: Subject,
  isRollback: boolean,
  progress: Progress,
) => {
  const { functionName, currentVersion, targetVersion } = deployment.shift;
  await progress.check('rules: their release', async () => {
    const back = await ports.rulesOf(functionName, targetVersion);
    if (back === undefined)
      return { ok: isRollback, lines: ['the target has no decision bundle: the rule timeline stays as it is'] };
    if (!isRollback) return releaseRules(ports.rules, back, hook.deploymentId);
    const gone = currentVersion === undefined ? undefined : await ports.rulesOf(functionName, currentVersion);
    return takeRulesBack(ports.rules, { gone, back }, hook.deploymentId);
  });
};

/**
 * What is looked at when all traffic goes to the new version: how both versions did meanwhile. If all is well, the rules that it
 * came with begin to be released. Under a rollback nothing is compared, and the rules of what came back decide at once.
 */
export const after =
  (ports: AfterPorts) =>
  async (hook: HookEvent, progress: Progress): Promise<void> => {
    const subject = await identify(ports, hook.deploymentId, progress);
    if (subject === undefined) return;
    const active = await ports.active();
    const { takesBack } = subject.deployment;
    const isRollback = takesBack || active?.kind === 'rollback';
    const why = takesBack ? 'the stack is taken back' : `under the rollback ${active?.releaseId}`;
    if (isRollback) progress.notes.push(`${why}: no metrics are compared`);
    const well = isRollback || (await watch(ports, subject, progress));
    if (well && subject.kind === 'decide') await release(ports, hook, subject, isRollback, progress);
  };
