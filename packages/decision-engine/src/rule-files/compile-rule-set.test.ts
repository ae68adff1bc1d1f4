import { describe, expect, it } from 'vitest';
import { compileFiles, compileOne, complaints, hot, problemsOf } from './rule-files.fixture.ts';

const whole = `# yaml-language-server: $schema=../rules.schema.json
description: A hot pump gets its fan.
deviceTypes: [pump]
severity: critical
parameters:
  limit: { default: 90, ssm: "/signalbox/{stage}/limit", setting: temperature-limit }
  margin: 10
when: temperature >= limit && running
for: 1m
clear: temperature < limit - margin
cooldown: 10m
maxAge: 1h
acknowledge: true
enabled: false
schedule: { timeZone: Europe/Berlin, days: mon-fri, from: 06:00, to: "22:00" }
then:
  - command: { name: set-fan, parameters: { speed: "\${min(100, 50 + (temperature - limit) * 5)}" }, expiresAfter: 5m }
  - notification: { subject: "\${deviceId}", message: "\${temperature} °C, \${last(pressure)} bar" }
onClear:
  - command: { name: set-fan, parameters: { speed: 0 } }
`;

describe('a rule', () => {
  it('is read with all that it may say', () => {
    expect(compileOne(whole)).toEqual({
      kind: 'rule',
      name: 'hot',
      description: 'A hot pump gets its fan.',
      severity: 'critical',
      deviceTypes: ['pump'],
      parameters: { limit: { value: 90, setting: 'temperature-limit' }, margin: { value: 10 } },
      metrics: { temperature: 'number', pressure: 'number', running: 'boolean' },
      when: 'temperature >= limit && running',
      clear: 'temperature < limit - margin',
      forMs: 60_000,
      schedule: { timeZone: 'Europe/Berlin', windows: [{ days: [1, 2, 3, 4, 5], from: '06:00', to: '22:00' }] },
      cooldownMs: 600_000,
      maxAgeMs: 3_600_000,
      acknowledge: true,
      enabled: false,
      // biome-ignore lint/suspicious/noThenProperty: what rules call it
      then: [
        {
          command: {
            name: 'set-fan',
            parameters: { speed: '${min(100, 50 + (temperature - limit) * 5)}' },
            expiresInMs: 300_000,
          },
        },
        { notification: { subject: '${deviceId}', message: '${temperature} °C, ${last(pressure)} bar' } },
      ],
      onClear: [{ command: { name: 'set-fan', parameters: { speed: 0 } } }],
    });
  });

  it('has defaults for all that it need not say', () => {
    expect(compileOne(hot())).toEqual({
      kind: 'rule',
      name: 'hot',
      severity: 'warning',
      deviceTypes: ['pump'],
      parameters: {},
      metrics: { temperature: 'number' },
      when: 'temperature >= 90',
      forMs: 0,
      cooldownMs: 0,
      maxAgeMs: 900_000,
      acknowledge: false,
      enabled: true,
      // biome-ignore lint/suspicious/noThenProperty: what rules call it
      then: [{ notification: { message: 'hot' } }],
      onClear: [],
    });
  });

  it.each([
    ['15m', { afterMs: 900_000, toleranceMs: 0 }],
    ['{ duration: 1h, tolerance: 5m }', { afterMs: 3_600_000, toleranceMs: 300_000 }],
  ])('may watch for silence: %s', (written, noData) => {
    const rule = compileOne(
      `deviceTypes: [pump]\nnoDataFor: ${written}\nthen: [{ notification: { message: "\${deviceId}" } }]`,
    );
    expect(rule).toMatchObject({ noData, metrics: {} });
    expect(rule).not.toHaveProperty('when');
  });

  it('may count', () => {
    expect(compileOne(hot('repeats: { times: 3, within: 10m }'))).toMatchObject({
      repeats: { count: 3, withinMs: 600_000 },
      forMs: 0,
    });
  });

  it('may have several windows', () => {
    const windows = '[{ days: "sat,sun", from: "08:00", to: "12:00" }, { from: "22:00", to: "06:00" }]';
    expect(compileOne(hot(`schedule: { timeZone: UTC, windows: ${windows} }`)).schedule).toEqual({
      timeZone: 'UTC',
      windows: [
        { days: [0, 6], from: '08:00', to: '12:00' },
        { days: [0, 1, 2, 3, 4, 5, 6], from: '22:00', to: '06:00' },
      ],
    });
  });

  it('of several device types knows what they have in common', () => {
    const text = hot().replace('[pump]', '[pump, oven]');
    expect(compileOne(text).metrics).toEqual({ temperature: 'number' });
    expect(complaints(text.replace('temperature >= 90', "mode == 'eco'"))[0]).toMatch(/^2:7: "mode" is neither/);
  });
});

describe('parameters', () => {
  const values = (text: string, more: Record<string, string> = {}) => ({
    parameters: { stage: 'prod', values: { '/signalbox/prod/limit': text, ...more } },
  });

  it('come from SSM in the type of their default, if they are there', () => {
    expect(compileOne(whole, values(' 85.5\n')).parameters['limit']?.value).toBe(85.5);
    expect(compileOne(whole, { parameters: { stage: 'dev', values: {} } }).parameters['limit']?.value).toBe(90);
  });

  it('must have that type', () => {
    expect(complaints(whole, values('hot'))).toEqual([
      '6:30: the SSM parameter /signalbox/prod/limit holds "hot", which is no number as the default is',
    ]);
  });

  it.each([
    ['temperature: 5', '5:3: temperature is a metric already'],
    ['time: 5', '5:3: time is a name that is always there already'],
    ['max: 5', '5:3: max is a function already'],
    ['spare: 5', '5:3: nothing in this rule names spare'],
    ['a-b: 5', '5:3: "a-b" must be a name of letters'],
    ['limit: [5]', '5:10: is [5], must be a number'],
    ['limit: { ssm: /a }', '5:10: default is missing'],
    ['limit: { default: 5, ssm: a b }', '5:29: is "a b", must be the name of a parameter'],
  ])('%s', (parameter, expected) => {
    const text = `deviceTypes: [pump]\nwhen: running\nthen: [{ notification: { message: hot } }]\nparameters:\n  ${parameter}\n`;
    expect(complaints(text).at(-1)).toContain(expected);
  });
});

describe('the set', () => {
  it('is in order of names and hashes what rules mean, not how they are written', () => {
    const set = compileFiles([
      { file: 'b.yml', text: hot() },
      { file: 'a.yaml', text: hot() },
    ]);
    expect(set.rules.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(set.hash).toMatch(/^[0-9a-f]{64}$/);
    const hashOf = (text: string) => compileFiles([{ file: 'a.yaml', text }]).hash;
    expect(hashOf(hot('maxAge: 900s # as by default'))).toBe(hashOf(hot()));
    expect(hashOf(`# first\n${hot()}`)).toBe(hashOf(hot()));
    expect(hashOf(hot('maxAge: 901s'))).not.toBe(hashOf(hot()));
  });

  it('may be empty', () => {
    expect(compileFiles([]).rules).toEqual([]);
  });

  it('refuses what it cannot tell apart or make use of, and tells of all files at once', () => {
    const problems = problemsOf([
      { file: 'x/hot.yaml', text: hot() },
      { file: 'hot.yml', text: hot() },
      { file: 'Hot.yaml', text: hot() },
      { file: 'motor.json', text: '{}' },
      { file: 'notes.txt', text: '' },
      { file: 'm.alarm.yaml', text: 'alarmModel: ./rotor.json\ndeviceTypes: [pump]\ninputs: {}' },
    ]);
    expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      'Hot.yaml: "Hot", the name of the file, must be a name like pump-hot: small letters, digits, -',
      'm.alarm.yaml: there is no file rotor.json',
      'motor.json: is a model that no .detector.yaml or .alarm.yaml names',
      'notes.txt: is no rule: rules are .yaml files, models .json',
      'x/hot.yaml: hot.yml has the name hot already',
    ]);
  });
});
