import { type Counts, integer, type Log, lambdaHandler, lazy, oneOf, text } from '@signalbox/lambda-kit';
import { advanceRules, type RulesAdvance } from '../advance-rules.ts';
import type { Alarms, EvidenceStore, TickStream } from '../ports.ts';

/** Time that is kept for judging what was read and for ending properly. */
const reserveMs = 10_000;

const minutes = integer({ min: 0, max: 10_080 });
const trueOrFalse = oneOf(['true', 'false']);

const environment = {
  ...{ RELEASES_TABLE: text(), ARCHIVE_BUCKET: text(), TELEMETRY_STREAM: text(), ALARM_PREFIX: text() },
  ...{ SHADOW_MINUTES: minutes, COHORT_MINUTES: minutes, COHORT_PERCENT: integer({ min: 1, max: 100 }) },
  IGNORE_ALARMS: trueOrFalse,
};

const tell = ({ refused, report, ticks }: RulesAdvance, log: Log, counts: Counts): void => {
  counts.add('RuleReleasesPromoted', Number(report?.outcome === 'promoted'));
  counts.add('RuleReleasesRolledBack', Number(report?.outcome === 'rolled-back'));
  counts.add('HandOverTicksPut', ticks);
  if (refused.length > 0) log.warn('not every tick was taken', { code: refused[0], count: refused.length });
  if (!report) return;
  const { lines, outcome, phase, releaseId } = report;
  const said = log.child({ releaseId, phase, outcome });
  if (outcome === 'rolled-back') said.error('a release of rules is rolled back', { reason: lines.join('; ') });
  else said.info('a release of rules is under way', { notes: lines.join('; ') });
};

/** Runs each minute: takes a release of rules that is under way a step further, or back. Takes no notice of its event. */
export const handler = lambdaHandler({
  environment,
  wire: ({ environment: settings, log, counts, clock, writes }) => {
    const table = lazy(async () => {
      const { releaseStore } = await import('@signalbox/releases/store');
      return releaseStore({ tableName: settings.RELEASES_TABLE });
    });
    // Mostly nothing is under way, and the table is all that is needed.
    const bucket = lazy(async () => {
      const { s3Releases } = await import('../adapters/s3-releases.ts');
      return s3Releases({ bucket: settings.ARCHIVE_BUCKET });
    });
    const cloudWatch = lazy(async () => {
      const { cloudWatchAlarms } = await import('../adapters/cloudwatch-alarms.ts');
      return cloudWatchAlarms({ prefix: settings.ALARM_PREFIX });
    });
    const stream = lazy(async () => {
      const { kinesisTicks } = await import('../adapters/kinesis-ticks.ts');
      return kinesisTicks({ streamName: settings.TELEMETRY_STREAM });
    });
    type Table = Awaited<ReturnType<typeof table>>;
    const loadTimeline: Table['loadTimeline'] = async () => (await table()).loadTimeline();
    const loadRuleRelease: Table['loadRuleRelease'] = async (id) => (await table()).loadRuleRelease(id);
    const saveTimeline: Table['saveTimeline'] = async (next, before) => (await table()).saveTimeline(next, before);
    const saveGateReport: Table['saveGateReport'] = async (report) => (await table()).saveGateReport(report);
    const putTicks: TickStream['put'] = async (ticks) => (await stream()).put(ticks);
    const guarded = writes({ saveTimeline, saveGateReport, putTicks });
    const keys: EvidenceStore['keys'] = async (releaseId) => (await bucket()).keys(releaseId);
    const read: EvidenceStore['read'] = async (key) => (await bucket()).read(key);
    const firing: Alarms['firing'] = async () => (await cloudWatch()).firing();
    const ports = {
      releases: { loadTimeline, loadRuleRelease, ...guarded },
      ...{ evidence: { keys, read }, alarms: { firing }, ticks: { put: guarded.putTicks }, now: clock },
      settings: {
        shadowMinutes: settings.SHADOW_MINUTES,
        cohortMinutes: settings.COHORT_MINUTES,
        cohortPercent: settings.COHORT_PERCENT,
        ignoreAlarms: settings.IGNORE_ALARMS === 'true',
      },
    };
    return async (_event: unknown, { getRemainingTimeInMillis }): Promise<void> => {
      tell(await advanceRules({ ...ports, goOn: () => getRemainingTimeInMillis() > reserveMs }), log, counts);
    };
  },
});
