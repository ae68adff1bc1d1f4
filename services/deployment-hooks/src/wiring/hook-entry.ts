import { setTimeout as sleep } from 'node:timers/promises';
import type { HookReport } from '@signalbox/releases';
import type { Context } from 'aws-lambda';
import { answerAlways, type HookPhase, type HookPorts } from '../answer-always.ts';

/**
 * The entry that CodeDeploy invokes. What could fail to load, or to find its settings, is loaded while the hook runs: then
 * that is what is answered, and not nothing.
 */
export const hookEntry = (phase: HookPhase, run: HookPorts['run']) => {
  const hook = answerAlways(phase, {
    run,
    save: async (report) => (await import('./record.ts')).wireRecord()(report),
    answer: async (event, status) =>
      (await import('../adapters/code-deploy.ts')).codeDeploy({ sleep }).answer(event, status),
    now: Date.now,
    log: (line) => console.log(JSON.stringify({ level: 'INFO', service: 'deployment-hooks', ...line })),
  });
  return async (event: unknown, { getRemainingTimeInMillis }: Context): Promise<Pick<HookReport, 'status'>> => {
    const { status } = await hook(event, getRemainingTimeInMillis);
    return { status };
  };
};
