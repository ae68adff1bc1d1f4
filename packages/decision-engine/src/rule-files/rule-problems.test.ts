import { describe, expect, it } from 'vitest';
import { complaints, hot } from './rule-files.fixture.ts';

describe('YAML', () => {
  it.each([
    ['when: [', '1:8'],
    ['a: 1\n  b: 2', '1:4'],
    ['when: a\nwhen: b', '2:1: is there already'],
    [
      'then: [{ notification: { message: a: b } }]',
      '1:35: Block collections are not allowed within flow collections; a text',
    ],
    ['when: %a', '1:7: Plain value cannot start with directive indicator character %; a text with any of'],
    ['when: a\ndescription: b\uFFFDr', '2:15: is no UTF-8 here'],
    ['# nothing', '1:1: is empty'],
    ['when: !!binary aGk=', '1:7: !!binary: tags are not known here'],
    ['when: !running', '1:7: !running: tags are not known here; a text that begins with ! wants quotes'],
    ['then: &all []\nonClear: *all', '2:10: *all: aliases are not known here'],
    ['? [a]\n: 1', '1:1: a name must be a text'],
    ['--- 1\n--- 2', '2:1: another document begins'],
  ])('%s gives %s', (text, expected) => {
    expect(complaints(text).join('\n')).toContain(expected);
  });

  it('has its limits', () => {
    expect(complaints('x'.repeat(70_000))).toEqual(['1:1: is longer than 65536 bytes']);
    expect(complaints('['.repeat(60_000))).toEqual(['1:1: is nested too deeply']);
  });
});

describe('fields', () => {
  it.each([
    ['', '1:1: is empty'],
    ['- 1', '1:1: is [1], must be an object'],
    [hot('fro: 1m'), '5:1: fro is not known here; did you mean "for"?'],
    [hot('for: 30'), '5:6: is 30, must be a duration like 30s, 15m, 24h or 7d'],
    [hot('for: 0s'), '5:6: is "0s", must be a duration'],
    [hot('severity: fatal'), '5:11: is "fatal", must be one of info, warning, critical'],
    [hot('acknowledge: yes'), '5:14: is "yes", must be true or false'],
    [hot('description: ""'), '5:14: is "", must be a text of 1 to 500'],
    [hot('noDataFor: 1m'), '5:1: noDataFor cannot be there together with when'],
    [hot('for: 1m\nrepeats: { times: 2, within: 1m }'), '6:1: repeats cannot be there together with for'],
    [hot('repeats: { times: 1, within: 1m }'), '5:19: is 1, must be a whole number from 2 to 100'],
    [hot('repeats: { times: 2 }'), '5:10: within is missing'],
    ['deviceTypes: [pump]\nthen: [{ notification: { message: m } }]', '1:1: needs one of when, noDataFor'],
    ['deviceTypes: [pump]\nwhen: running', '1:1: needs then and onClear, or one of them'],
    [hot('onClear: []'), '5:10: is an empty list'],
    [hot().replace('[pump]', '[]'), '1:14: is an empty list'],
    [hot().replace('[pump]', '[pump, pump]'), '1:21: "pump" is there twice'],
    [hot().replace('[pump]', '[pmp]'), '1:15: "pmp" is not a device type; did you mean "pump"?'],
    [hot().replace('deviceTypes: [pump]', 'severity: info'), '1:1: deviceTypes is missing'],
    [hot('onClear: [{ mail: me }]'), '5:13: mail is not known here; known are command, notification'],
    [hot('onClear: [{ command: { name: a b, parameters: {} } }]'), '5:30: is "a b", must be a name like set-fan'],
    [hot('onClear: [{ command: { name: a } }]'), '5:22: parameters is missing'],
    [hot('onClear: [{ command: { name: a, parameters: { a: .nan } } }]'), '5:45: holds a number that is not finite'],
    [
      hot(`onClear: [{ command: { name: a, parameters: { a: ${'x'.repeat(5000)} } } }]`),
      '5:45: takes more than 4096 bytes',
    ],
    [hot('schedule: { timeZone: Mars/Base, from: "06:00", to: "07:00" }'), '5:23: "Mars/Base" is not a time zone'],
    [hot('schedule: { timeZone: UTC, from: "06:00", to: "06:00" }'), '5:47: is "06:00" as from is'],
    [hot('schedule: { timeZone: UTC, from: "6:00", to: "06:00" }'), '5:34: is "6:00", must be a time of day'],
    [hot('schedule: { timeZone: UTC, days: mo, from: "05:00", to: "06:00" }'), '5:34: is "mo", must be days like'],
  ])('%s gives %s', (text, expected) => {
    expect(complaints(text).join('\n')).toContain(expected);
  });
});

describe('expressions', () => {
  const when = (written: string) => hot().replace('temperature >= 90', written);

  it.each([
    ['temprature > 1', '2:7: "temprature" is neither a metric nor a parameter here; did you mean "temperature"?'],
    ['"running && temprature > 1"', '2:19: "temprature"'],
    [String.raw`"mode == \"eco\" && temprature > 1"`, '2:27: "temprature"'],
    ["'mode == ''eco'' && temprature > 1'", '2:27: "temprature"'],
    ['|\n  running &&\n    temprature > 1', '4:5: "temprature"'],
    ['>-\n  running &&\n  temprature > 1', '4:3: "temprature"'],
    ['running &&\n  temprature > 1', '3:3: "temprature"'],
    ['temperature > ', '2:20: '],
    ['temperature', '2:7: this condition must be a boolean, but is a number'],
    ['1 < 2', '2:7: is always true'],
    ['temperature > 200', '2:7: is never true for values that these devices may report'],
    ['temperature > 5 && temperature < 5', '2:7: is never true'],
    ['true', '2:7: is true, must be an expression'],
  ])('when: %s gives %s', (written, expected) => {
    expect(complaints(when(written)).join('\n')).toContain(expected);
  });

  it('finds places in files with carriage returns', () => {
    const text = when('>-\n  running &&\n  temprature > 1').replaceAll('\n', '\r\n');
    expect(complaints(text)).toEqual([expect.stringMatching(/^4:3: "temprature"/)]);
  });

  it('tells of every problem of every expression', () => {
    const text = hot(`clear: presure > 1 || mod == 'eco'
onClear:
  - notification: { message: "a \${deviceld} b \${temperature" }
  - command: { name: a, parameters: { b: [1, "\${runing}"] } }`);
    expect(complaints(text).map((each) => each.split(' ', 2).join(' '))).toEqual([
      '5:8: "presure"',
      '5:23: "mod"',
      '7:60: expected',
      '8:49: "runing"',
    ]);
  });
});

describe('clear', () => {
  it.each([
    ['temperature < 80', undefined],
    ['temperature <= 90', 'overlaps with when: temperature 90 makes both true'],
    ['temperature > 80', 'overlaps with when: temperature 90'],
    ['90 > temperature', undefined],
    ['!(temperature >= 90)', undefined],
    ['!running', 'overlaps with when: temperature 90, running false makes both true'],
    ['temperature < 80 || temperature > 150', 'overlaps with when: temperature 200'],
    ["mode != 'eco' && temperature != 95", 'overlaps with when'],
    ['last(pressure) < 5', undefined],
    ['temperature - pressure < 5', undefined],
  ])('%s', (clear, expected) => {
    const text = hot(`clear: ${JSON.stringify(clear)}`);
    if (expected === undefined) expect(complaints(`${text}\nx: 1`)).toHaveLength(1);
    else expect(complaints(text)).toEqual([expect.stringContaining(expected)]);
  });
});

describe('what actions are computed from', () => {
  it('is not told while the conditions cannot be read', () => {
    const then = '[{ command: { name: a, parameters: { b: "${temperature}" } } }]';
    expect(complaints(`deviceTypes: [pump]\nwhen: true\nthen: ${then}`).map((each) => each.slice(0, 5))).toEqual([
      '2:7: ',
    ]);
  });

  const command = (value: string) => `[{ command: { name: a, parameters: { b: "\${${value}}" } } }]`;
  const text = (when: string, then: string, more = '') => `deviceTypes: [pump]\n${when}\nthen: ${then}\n${more}\n`;
  const message = '[{ notification: { message: "${temperature}" } }]';

  it.each([
    [
      'a command of what may be missing',
      text('when: temperature > 90 || running', command('temperature')),
      '3:47: a reading that makes `when` true may lack temperature',
    ],
    [
      'the same when it ends',
      text('when: temperature > 90', message, `onClear: ${command('pressure')}`),
      '4:50: a reading that makes `when` false may lack pressure',
    ],
    [
      'the same with an own clear',
      text('when: temperature > 90', message, `clear: "!running"\nonClear: ${command('temperature')}`),
      'a reading that makes `clear` true may lack temperature',
    ],
    [
      'a metric when there is silence',
      text('noDataFor: 1m', message),
      '3:35: temperature has no value here: there is no reading in silence',
    ],
    ['the time of a reading when there is silence', text('noDataFor: 1m', command('time')), 'time has no value here'],
    [
      'a metric of what ends silence',
      text('noDataFor: 1m', '[{ notification: { message: a } }]', `onClear: ${command('temperature')}`),
      'a reading that ends the silence may lack temperature',
    ],
  ])('refuses %s', (_what, rule, expected) => {
    expect(complaints(rule).join('\n')).toContain(expected);
  });

  it.each([
    ['a message of what may be missing', text('when: temperature > 90 || running', message)],
    [
      'a command that the condition asked for',
      text('when: temperature > 90 && !isMissing(pressure)', command('pressure')),
    ],
    ['what a boolean says of itself', text('when: running || temperature > 5', command('isMissing(temperature)'))],
    ['a latest value in silence', text('noDataFor: 1m', command('last(temperature)'))],
  ])('allows %s', (_what, rule) => {
    expect(complaints(`${rule}x: 1`).map((each) => each.split(': ').at(1))).toEqual([
      expect.stringMatching(/^x is not known/),
    ]);
  });
});
