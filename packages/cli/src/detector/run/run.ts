import type { Console } from '../../output/console.ts';
import { Problem } from '../../problem.ts';
import { BadLine, type InputLine, parseInputLine } from './input-line.ts';
import { type Line, linesOf } from './lines-of.ts';
import { loadModel, type ModelOptions } from './load-model.ts';
import { Session } from './session.ts';

export type DetectorRunOptions = ModelOptions;

/** What `signalbox detector run --help` adds. */
export const detectorRunHelp = `
Reads messages as NDJSON from stdin, in virtual time, and writes one line for each message and each timer that fires:

  {"at": <epoch ms>, "key", "trigger": "Message" | "Timer", "from", "state", "variables": {…}, "timers": {<name>: <due, epoch ms>},
   "actions": [{"type", "event", "lifecycle", …resolved parameters, "payload"}]}

A line of the input is one of
  {"at": <epoch ms or RFC 3339>, "input": "Name", "messageId"?: "…", "payload": {…}}   a message
  {"at": …}                                                                          time passes, timers that are due fire
  {"at": …, "alarm": "ACKNOWLEDGE" | "SNOOZE" | "ENABLE" | "DISABLE" | "RESET", "key"?: "…", "snoozeSeconds"?: 60, "note"?: "…"}
                                                                                     an operator answers (alarm models only)

Timers that are due by a line's time fire before it, at their due times; time never goes back. "key" is null for a model
without a key. Actions stand in the order in which they are carried out, setVariable and timers among them. A payload that is
JSON stands as JSON, any other as a string. Nothing is sent anywhere.

Messages that no detector takes (a message id of the last five minutes, no key, an input that the model does not read) and
actions that fail are said on stderr with the number of the line. The exit code is 1 if a line could not be read, 2 if the
model could not.

Example:
  signalbox detector run model.json < inputs.ndjson`;

/** @returns undefined for a line that cannot be read, having said so */
const parseLine = ({ number, text }: Line, console: Console): InputLine | undefined => {
  try {
    const line = parseInputLine(text);
    for (const name of line.unknown) console.note(`line ${number}: '${name}' is not known and not looked at`);
    return line;
  } catch (error) {
    if (!(error instanceof BadLine)) throw error;
    console.note(`line ${number}: ${error.message}`);
    return undefined;
  }
};

/**
 * `signalbox detector run`.
 * @throws Problem `usage` for a model that cannot be run; `records-unreadable`, at the end, if lines could not be read
 */
export const run = async (
  file: string,
  options: DetectorRunOptions,
  console: Console,
  input: AsyncIterable<string> = process.stdin.setEncoding('utf8'),
): Promise<void> => {
  const model = await loadModel(file, options, console);
  let written: string[] = [];
  const session = new Session(model, { write: (line) => written.push(line), note: (text) => console.note(text) });
  let bad = 0;
  for await (const lines of linesOf(input)) {
    for (const each of lines) {
      const line = parseLine(each, console);
      if (line === undefined) bad += 1;
      else session.take(line, `line ${each.number}`);
    }
    if (written.length > 0) console.line(written.join('\n'));
    written = [];
  }
  if (bad > 0) throw new Problem('records-unreadable', `${bad} ${bad === 1 ? 'line' : 'lines'} could not be read`);
};
