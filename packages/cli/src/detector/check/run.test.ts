import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Console } from '../../output/console.ts';
import { type CheckOptions, run } from './run.ts';

const definition = (condition: string) => ({
  initialStateName: 'Cold',
  states: [
    { stateName: 'Cold', onInput: { transitionEvents: [{ eventName: 'Heats', condition, nextState: 'Hot' }] } },
    { stateName: 'Hot' },
  ],
});

const resource = (condition: string) => ({
  Type: 'AWS::IoTEvents::DetectorModel',
  Properties: {
    DetectorModelDefinition: {
      InitialStateName: 'Cold',
      States: [{ StateName: 'Cold', OnEnter: { Events: [{ EventName: 'Init', Condition: condition }] } }],
    },
  },
});

const alarm = (inputProperty: string) => ({
  alarmModelName: 'oven',
  roleArn: 'arn:aws:iam::123456789012:role/events',
  alarmRule: { simpleRule: { inputProperty, comparisonOperator: 'GREATER', threshold: '80' } },
});

const alarmResource = {
  Type: 'AWS::IoTEvents::AlarmModel',
  Properties: {
    RoleArn: 'x',
    AlarmRule: { SimpleRule: { InputProperty: '$variable.a', ComparisonOperator: 'LESS', Threshold: '1' } },
  },
};

const good = '$input.Oven.temperature > 80';
const files = {
  'good.json': JSON.stringify(definition(good)),
  'bad.json': JSON.stringify(definition('$input.Oven.temperature > '), null, 2),
  'wary.json': JSON.stringify({ ...definition('false && $input.Oven.temperature > 1'), initialStateName: 'Cold' }),
  'template.json': JSON.stringify({ Resources: { One: resource(good), Two: resource('1') } }, null, 2),
  'alarm.json': JSON.stringify(alarm('$input.Oven.temperature')),
  'bad-alarm.json': JSON.stringify(alarm('$input.Oven.temperature >')),
  'both.json': JSON.stringify({ Resources: { Rings: alarmResource, Detects: resource(good) } }, null, 2),
  'inputs.json': JSON.stringify([{ inputName: 'Oven', inputDefinition: { attributes: [{ jsonPath: 'door' }] } }]),
  'broken.json': '{\n"a": ',
};

let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'signalbox-check-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
});

afterAll(() => rm(directory, { recursive: true }));

/** What was printed; `refused` is the error's code and message. File names are without their directory. */
const check = async (names: readonly string[], options: CheckOptions = {}) => {
  const lines: string[] = [];
  const notes: string[] = [];
  const console: Console = {
    ...{ isTerminal: false, columns: 80, rows: 24, write: () => undefined },
    line: (text) => void lines.push(text.replaceAll(`${directory}/`, '')),
    note: (text) => void notes.push(text),
    style: (_style, text) => text,
  };
  const inputs = options.inputs?.map((name) => join(directory, name));
  const paths = names.map((name) => join(directory, name));
  const outcome = run(paths, { ...options, ...(inputs && { inputs }) }, console);
  const refused = await outcome.then(
    () => undefined,
    (error) => `${error.code}: ${error.message.replaceAll(`${directory}/`, '')}`,
  );
  return { lines, notes, refused };
};

test('a model without errors', async () => {
  expect(await check(['good.json'])).toEqual({
    lines: ['good.json:1:1: INFO data-type: Inferred data types [Integer] for $input.Oven.temperature'],
    notes: ['0 errors, 0 warnings'],
    refused: undefined,
  });
});

test('warnings are told, and fail nothing', async () => {
  const { lines, notes, refused } = await check(['wary.json']);
  expect(lines[0]).toMatch(/^wary\.json:1:\d+: WARNING structure: A state .* is unreachable\. .* \(states\[1\]\)$/);
  expect({ notes, refused }).toEqual({ notes: ['0 errors, 1 warning'], refused: undefined });
});

test('an error is told with its place in the file', async () => {
  const { lines, refused } = await check(['good.json', 'bad.json']);
  expect(lines[1]).toMatch(
    /^bad\.json:8:11: ERROR expression-syntax: Failed to parse .* \(states\[0\]\.onInput\.transitionEvents\[0\]\)$/,
  );
  expect(refused).toBe('rules-invalid: 1 error, 0 warnings');
});

test('NDJSON has the result as AWS gives it, and where it is', async () => {
  const { lines } = await check(['bad.json'], { json: true });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    ...{ file: 'bad.json', line: 8, column: 11 },
    type: 'expression-syntax',
    level: 'ERROR',
    message: expect.stringContaining("Failed to parse expression '$input.Oven.temperature > '"),
    locations: [{ path: 'states[0].onInput.transitionEvents[0]' }],
  });
}, 30_000);

test('all models of a template are checked, or the one that is asked for', async () => {
  const all = await check(['template.json'], { cfn: true, json: true });
  const found = all.lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 'ERROR');
  expect(found).toMatchObject([
    { resource: 'Two', type: 'structure', line: 27, column: 9 },
    { resource: 'Two', type: 'data-type', line: 34, column: 19 },
  ]);
  expect(await check(['template.json'], { resource: 'One' })).toMatchObject({ refused: undefined });
  expect((await check(['template.json'], { resource: 'Two' })).refused).toBe('rules-invalid: 2 errors, 0 warnings');
});

test('with the inputs, references are looked at', async () => {
  const { lines } = await check(['good.json'], { inputs: ['inputs.json'] });
  expect(lines[0]).toContain("$input.Oven.temperature is not an attribute of Input 'Oven': it has door.");
});

test.each([
  [
    'a file that is not there',
    ['good.json', 'none.json'],
    {},
    /^usage: cannot read none\.json: there is no such file$/,
  ],
  ['a file that is no JSON', ['broken.json'], {}, /^usage: broken\.json is no JSON: /],
  [
    'inputs that are none',
    ['good.json'],
    { inputs: ['good.json'] },
    /^usage: .*good\.json has no inputs that can be read/,
  ],
])('%s is wrong usage, and nothing is printed', async (_name, names, options, message) => {
  const { lines, refused } = await check(names, options);
  expect(lines).toEqual([]);
  expect(refused).toMatch(message);
});
