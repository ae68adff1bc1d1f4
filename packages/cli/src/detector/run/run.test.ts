import { describe, expect, it } from 'vitest';
import type { Console } from '../../output/console.ts';
import { Problem } from '../../problem.ts';
import { runModel } from './run.fixture.ts';
import { type DetectorRunOptions, run } from './run.ts';

const set = (variableName: string, value: string) => ({ setVariable: { variableName, value } });

/** Asks after a minute whether a door is still open. */
const door = {
  detectorModelName: 'door',
  key: 'id',
  detectorModelDefinition: {
    initialStateName: 'Shut',
    states: [
      {
        stateName: 'Shut',
        onInput: {
          transitionEvents: [
            {
              eventName: 'opened',
              condition: '$input.Door.open',
              actions: [set('count', '$input.Door.n'), { setTimer: { timerName: 'wait', seconds: 60 } }],
              nextState: 'Open',
            },
          ],
        },
      },
      {
        stateName: 'Open',
        onInput: {
          events: [
            {
              eventName: 'forgotten',
              condition: 'timeout("wait")',
              actions: [
                {
                  sns: {
                    targetArn: 'arn:aws:sns:us-east-1:123456789012:doors',
                    payload: { contentExpression: '\'{"count":\n${$variable.count}}\'', type: 'JSON' },
                  },
                },
              ],
            },
          ],
          transitionEvents: [
            {
              eventName: 'shut',
              condition: 'currentInput("Door") && !$input.Door.open',
              actions: [{ clearTimer: { timerName: 'wait' } }],
              nextState: 'Shut',
            },
          ],
        },
      },
    ],
  },
};

const open = (at: unknown, id = 'a', more: object = {}) => ({
  at,
  input: 'Door',
  payload: { id, open: true, n: 1 },
  ...more,
});

const runLines = (lines: readonly (object | string)[], model: unknown = door, options?: DetectorRunOptions) =>
  runModel(lines, model, options);

describe('detector run', () => {
  it('writes a line for each message and each timer, in virtual time', async () => {
    const { lines, notes, problem } = await runLines([
      open(1000),
      { at: '1970-01-01T00:02:00Z' },
      { at: 130_000, input: 'Door', payload: { id: 'a', open: false } },
    ]);
    expect({ notes, problem }).toEqual({ notes: [], problem: undefined });
    expect(lines).toEqual([
      {
        ...{ at: 1000, key: 'a', trigger: 'Message', from: 'Shut', state: 'Open' },
        ...{ variables: { count: 1 }, timers: { wait: 61_000 } },
        actions: [
          { type: 'setVariable', event: 'opened', lifecycle: 'onInput', variableName: 'count', value: 1 },
          { type: 'setTimer', event: 'opened', lifecycle: 'onInput', timerName: 'wait', seconds: 60 },
        ],
      },
      {
        ...{ at: 61_000, key: 'a', trigger: 'Timer', from: 'Open', state: 'Open', variables: { count: 1 }, timers: {} },
        actions: [
          {
            ...{ type: 'sns', event: 'forgotten', lifecycle: 'onInput' },
            ...{ targetArn: 'arn:aws:sns:us-east-1:123456789012:doors', payload: { count: 1 } },
          },
        ],
      },
      {
        ...{
          at: 130_000,
          key: 'a',
          trigger: 'Message',
          from: 'Open',
          state: 'Shut',
          variables: { count: 1 },
          timers: {},
        },
        actions: [{ type: 'clearTimer', event: 'shut', lifecycle: 'onInput', timerName: 'wait' }],
      },
    ]);
  });

  it('fires the timers of all detectors by their due times, then by key, before the line that lets them', async () => {
    const { lines } = await runLines([
      open(2000, 'c'),
      open(1000, 'b'),
      open(2000, 'a'),
      open(3000, 'd'),
      { at: 999_999 },
    ]);
    const timers = lines.filter(({ trigger }) => trigger === 'Timer').map(({ at, key }) => `${key}@${at}`);
    expect(timers).toEqual(['a@62000', 'b@62000', 'c@62000', 'd@63000']);
  });

  it('never lets time go back', async () => {
    const { lines, notes, problem } = await runLines([open(2000), open(1000, 'b')]);
    expect(lines.map(({ at }) => at)).toEqual([2000, 2000]);
    expect(notes).toEqual(['line 2: its time lies 1000 ms back; it counts as now']);
    expect(problem).toBeUndefined();
  });

  it('reads what an editor of Windows wrote', async () => {
    const { lines, notes } = await runLines([
      `\uFEFF${JSON.stringify(open(1))}\r`,
      `${JSON.stringify(open(2, 'b'))}\r`,
    ]);
    expect(lines.map(({ at, key }) => ({ at, key }))).toEqual([
      { at: 1, key: 'a' },
      { at: 2, key: 'b' },
    ]);
    expect(notes).toEqual([]);
  });

  it('writes what years of timers do as they go', async () => {
    const setTimer = { timerName: 't', seconds: 60 };
    const event = { eventName: 'again', condition: '$input.A.a == 1 || timeout("t")', actions: [{ setTimer }] };
    const model = { initialStateName: 'S', states: [{ stateName: 'S', onInput: { events: [event] } }] };
    const { lines, outputs } = await runLines([{ at: 0, input: 'A', payload: { a: 1 } }, { at: 150_000_000 }], model);
    expect(lines).toHaveLength(2501);
    expect(lines.at(-1)).toMatchObject({ at: 150_000_000, trigger: 'Timer', timers: { t: 150_060_000 } });
    expect(Math.max(...outputs.map((output) => output.split('\n').length))).toBeLessThanOrEqual(1000);
  });

  it('keeps integers and decimals apart', async () => {
    const line = (n: string) => `{"at": 1, "input": "Door", "payload": {"id": "a", "open": true, "n": ${n}}}`;
    expect((await runLines([line('30.0')])).raw).toContain('"variables":{"count":30.0}');
    expect((await runLines([line('9007199254740993')])).raw).toContain('"variables":{"count":9007199254740993}');
  });

  it('says what it dropped, and goes on', async () => {
    const { lines, notes, problem } = await runLines([
      open(1000, 'a', { messageId: 'one' }),
      open(2000, 'b', { messageId: 'one' }),
      open(301_000, 'c', { messageId: 'one' }),
      { at: 301_000, input: 'Door', payload: { open: true } },
      { at: 301_000, input: 'Window', payload: {} },
      { at: 301_000, input: 'Door', payload: { id: 'a b', open: true } },
      { at: 301_000, alarm: 'RESET', key: 'a' },
    ]);
    expect(lines.map(({ key, trigger }) => `${key} ${trigger}`)).toEqual(['a Message', 'a Timer', 'c Message']);
    expect(notes).toEqual([
      'line 2: dropped: the message id one came within the last five minutes',
      "line 4: dropped: the payload has no value at the key 'id'",
      "line 5: dropped: the model reads no input 'Window'",
      "line 6: dropped: the value at the key 'id' must be 1 to 128 of a-z A-Z 0-9 - _ :",
      'line 7: dropped: a detector takes no operation of an alarm',
    ]);
    expect(problem).toBeUndefined();
  });

  it('says which lines it could not read, goes on, and fails at the end', async () => {
    const { lines, notes, problem } = await runLines([
      'not JSON',
      '',
      '[1]',
      { input: 'Door', payload: {} },
      { at: 'today' },
      { at: 1.5 },
      { at: 1000, input: 7, payload: {} },
      { at: 1000, input: 'Door' },
      { at: 1000, payload: {} },
      { ...open(2000), comment: 'kept' },
    ]);
    expect(lines).toHaveLength(1);
    expect(notes).toEqual([
      expect.stringMatching(/^line 1: it is not JSON: /),
      'line 3: it is no JSON object',
      "line 4: it has no 'at'",
      "line 5: 'at' must be epoch milliseconds or an RFC 3339 time",
      "line 6: 'at' must be epoch milliseconds or an RFC 3339 time",
      "line 7: 'input' must be a string",
      "line 8: 'payload' must be an object",
      "line 9: it has a payload, but no 'input'",
      "line 10: 'comment' is not known and not looked at",
    ]);
    expect(problem).toMatchObject({ message: '8 lines could not be read', exitCode: 1 });
  });

  it('says which actions failed', async () => {
    const { notes } = await runLines([{ at: 1000, input: 'Door', payload: { id: 'a', open: true } }]);
    expect(notes).toEqual([
      "line 1: error: setVariable in onInput 'opened' of 'a': the variable 'count' cannot be set to undefined: it cannot be unset",
    ]);
  });

  it('runs a model without a key as one detector, and one without a name by that of its file', async () => {
    const definition = {
      initialStateName: 'S',
      states: [
        {
          stateName: 'S',
          onInput: {
            events: [{ eventName: 'e', condition: 'currentInput("I")', actions: [{ sqs: { queueUrl: 'https://q' } }] }],
          },
        },
      ],
    };
    const { lines } = await runLines(
      [
        { at: 1, input: 'I', payload: {} },
        { at: 2, input: 'I', payload: {} },
      ],
      definition,
    );
    expect(lines.map(({ key }) => key)).toEqual([null, null]);
    const { payload } = lines[0].actions[0].payload;
    expect(payload.detector).toEqual({ detectorModelName: 'door', detectorModelVersion: '1' });
    expect(payload.eventTriggerDetails).toMatchObject({ inputName: 'I', triggerType: 'Message' });
  });

  it.each([
    ['no model', { a: 1 }, /has no detector model that can be run/],
    [
      'a model with a way to nowhere',
      JSON.parse(JSON.stringify(door).replace('"nextState":"Open"', '"nextState":"Away"')),
      /has no/,
    ],
  ])('refuses %s and says why', async (_, model, message) => {
    const { notes, problem, lines } = await runLines([open(1)], model);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ message: expect.stringMatching(message), exitCode: 2 });
    expect(notes[0]).toMatch(/^.*door\.json:\d+:\d+: ERROR structure: /);
    expect(lines).toEqual([]);
  });

  it('runs what AWS ran, although its analysis finds errors in it', async () => {
    const mixed = JSON.parse(JSON.stringify(door).replace('$input.Door.open', "$input.Door.open && 1 == 'a'"));
    const { notes, problem, lines } = await runLines([open(1)], mixed);
    expect(notes[0]).toMatch(/ERROR data-type: /);
    expect(problem).toBeUndefined();
    expect(lines).toMatchObject([{ state: 'Shut' }]);
  });

  it('refuses a file that is not there', async () => {
    const input = (async function* () {})();
    await expect(run('no-such-model.json', {}, {} as Console, input)).rejects.toMatchObject({ exitCode: 2 });
  });
});
