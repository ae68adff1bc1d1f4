import type { Command } from 'commander';
import type { Console } from '../../output/console.ts';
import type { DetectorRunOptions } from './run.ts';

const help = `
Reads messages as NDJSON from stdin and writes a line for each message and each timer that fires, in virtual time:

  {"at": <epoch ms>, "key", "trigger": "Message" | "Timer", "from", "state", "variables": {…},
   "timers": {<name>: <due, epoch ms>}, "actions": [{"type", "event", "lifecycle", …resolved parameters, "payload"}]}

A line of the input is one of
  {"at": <epoch ms or RFC 3339>, "input": "Name", "messageId"?: "…", "payload": {…}}   a message
  {"at": …}                                                   time passes, so that timers fire
  {"at": …, "alarm": "ACKNOWLEDGE" | "SNOOZE" | "ENABLE" | "DISABLE" | "RESET", "key"?: "…", "snoozeSeconds"?: 60, "note"?: "…"}
                                                              of an alarm model: an operator answers; trigger "Operation"

Timers that are due by a line's time fire before it, at their due times; time never goes back. "key" is null for a model
without a key. Actions stand in the order in which they are carried out, setVariable and timers among them; nothing is sent
anywhere. A payload that is JSON stands as JSON, any other as a string.

A message id is taken once in five minutes. Messages that nothing takes (such an id again, no key, an input that the model
does not read) and actions that fail are said on stderr, with the number of the line. What the analysis finds wrong with the
model is said there too. The exit code is 1 if a line could not be read (the others are run), 2 if the model cannot be run.

Example:
  signalbox detector run motor.json < inputs.ndjson`;

export const addRun = (detector: Command, console: Console): void => {
  detector
    .command('run')
    .description('put messages through a detector or alarm model, in virtual time')
    .argument('<model>', 'a JSON file')
    .option('--cfn', 'it is CloudFormation: a template, a resource or its properties. By default its form is found out')
    .option('--resource <id>', 'the logical id of the model, for a template that has several')
    .addHelpText('after', help)
    .action(async (file: string, options: DetectorRunOptions) =>
      (await import('./run.ts')).run(file, options, console),
    );
};
