import { type Command, Option } from 'commander';
import { parseDeviceId } from '../arguments/identifier.ts';
import { wholeNumber } from '../arguments/number.ts';
import { durationOption } from '../arguments/options.ts';
import { parseSince } from '../arguments/since.ts';
import type { Console } from '../output/console.ts';
import { withTarget } from '../target/target-options.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

const help = `
A replay cannot know what was before its first record: every device starts with nothing remembered, no state, no settings. With --from,
records come out of the archive, and those that are not archived yet from the telemetry stream. Records are taken in the order of the
stream: shard after shard, the lowest number first, by sequence number; a position that comes twice counts once. At the end time goes on
to the last receivedAt of all (or --until, or --to), so that timers fire that are due by then.

Exit codes: 0 done; 1 lines could not be read (even if decisions differ too), or something failed; 2 wrong usage; 3 with --against,
decisions differ; with --expected, in a way that is not declared, or a rule fails more often.
With --expected, the verdict is that of the hook before a deployment over the same records: time does not go on after a device's last record.
With --against, "added" is what only --rules decides, "removed" what only --against does, "moved" what --rules does at another time (at most
--moved-within apart), "changed" the same decision with another content.

--json writes NDJSON, an object a line, told apart by "type":
  decision    with --decisions, of --rules: the decision as it goes onto the bus (decisionId, rule, deviceId, decidedAt, reason, command, …);
              with --released also ruleSetHash, releaseId, releaseSeq: which set made it, by which entry of the timeline
  difference  {rule, fleet, deviceId, kind: added|removed|changed|moved, before?, after?}: both decisions; moved has byMs (ms, negative:
              earlier) and changed (whether the content differs too)
  verdict     with --expected: {ok, differences, identical, byRule: [{rule, change, decisions, devices, declared?, problem?, …}], unseen,
              failing, lines}
  bad-line    {file, line, detail}: the first lines that could not be read
  summary     the last line: {rules, against?, differences?, lines, repeatedLines, badLines, archiveLines?, streamLines?, records,
              readings, duplicateReadings, outdated, ignoredOperations, unreadable, refusedRecords, refusedReadings, firstReceivedAt,
              lastReceivedAt, until, devices, activeDevices,
              byRule: [{rule, decisions, against?, added?, removed?, changed?, moved?, movedMs?, failures, failure?}],
              bySet?: [{ruleSetHash, records, decisions, shadowDecisions, shadowFailures}], topDevices: [{deviceId, decisions, …}], wallMs, linesPerSecond, timesRealTime?}; times are epoch ms

Examples:
  signalbox replay --rules services/decisions/rules --records day.ndjson.gz
  signalbox replay --rules services/decisions/rules --against other-rules --records day.ndjson
  signalbox replay --rules services/decisions/rules --against old-rules --records releases/golden/*.ndjson \\
    --expected releases/expected-changes.yaml
  signalbox replay --released --from 2h --stage prod --decisions
  signalbox replay --rules services/decisions/rules --from 2h --stage prod --decisions --json`;

const collectDevices = (value: string, previous: readonly string[] = []): readonly string[] => [
  ...previous,
  parseDeviceId(value),
];

const instant = (flags: string, description: string): Option => new Option(flags, description).argParser(parseSince);

export const addReplay = (program: Command, console: Console): void => {
  withTarget(program.command('replay'))
    .description('run archived records through rules in virtual time: what would they have decided?')
    .option('--rules <dir>', 'the rules')
    .option(
      '--released',
      'instead of --rules: each record by the rules that were in force for its device when it was received',
    )
    .option('--timeline <file>', 'with --released: the rule timeline (default: that of the stage)')
    .option('--rule-sets <dir>', 'with --released: its rule sets, one a JSON file (default: those of the stage)')
    .option('--records <files...>', 'archive lines as NDJSON, gzipped or not; - is stdin')
    .addOption(instant('--from <when>', 'instead of files: records of a stage since so long ago, or since an instant'))
    .addOption(instant('--to <when>', 'and before this (default: all there is)'))
    .option('--archive-only', 'with --from: leave out what is on the stream and not archived yet')
    .option('--against <dir>', 'compare with what these rules decide')
    .option('--expected <file>', 'with --against: judge by the changes that this file declares, as the hook does')
    .addOption(durationOption('--moved-within <duration>', 'how far a decision may move and still be the same', '1h'))
    .addOption(instant('--until <when>', 'let time go on until then after the last record'))
    .option('--device <id>', 'only this device; may be given again', collectDevices)
    .option(
      '--parameters <file>',
      'values of SSM parameters, a JSON object by name (default: the defaults in the rules)',
    )
    .option('--decisions', 'tell every decision')
    .option('--json', 'NDJSON, as described below')
    .option('--top <count>', 'how many devices to name', wholeNumber(0, 10_000), 10)
    .option('--jobs <count>', 'how many threads (default: one for each core)', wholeNumber(1, 256))
    .addHelpText('after', help)
    .action(async (options: ReplayCommandOptions) => (await import('./run.ts')).run(options, console));
};
