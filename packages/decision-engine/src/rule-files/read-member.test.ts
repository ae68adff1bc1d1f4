import { describe, expect, it } from 'vitest';
import { motor } from '../detector/run/motor.fixture.ts';
import { compileFiles, problemsOf } from './rule-files.fixture.ts';

const model = { detectorModelName: 'motor', key: 'motorid', detectorModelDefinition: motor };
const member = `detectorModel: ./models/motor.json
deviceTypes: [pump]
maxAge: 1h
inputs:
  Pressure:
    motorid: deviceId
    sensor: { pressure: metrics.pressure }
`;
const files = (changed: { member?: string; model?: unknown } = {}) => [
  { file: 'rules/motor.detector.yaml', text: changed.member ?? member },
  { file: 'rules/models/motor.json', text: JSON.stringify(changed.model ?? model, null, 2) },
];
const complaints = (changed: Parameters<typeof files>[0]) =>
  problemsOf(files(changed)).map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);

describe('a detector model', () => {
  it('becomes a member of the set', () => {
    expect(compileFiles(files()).rules).toMatchObject([
      {
        kind: 'detector',
        name: 'motor',
        deviceTypes: ['pump'],
        inputs: { Pressure: { motorid: 'deviceId', sensor: { pressure: 'metrics.pressure' } } },
        maxAgeMs: 3_600_000,
        definition: { name: 'motor', key: 'motorid', initialStateName: 'Normal' },
      },
    ]);
  });

  it('is refused with the place in its own file', () => {
    const broken = JSON.parse(JSON.stringify(model).replace('"nextState":"Dangerous"', '"nextState":"Away"'));
    expect(complaints({ model: broken })).toContainEqual(
      expect.stringMatching(/^rules\/models\/motor\.json:\d\d:\d+: .*non-existent state Away/),
    );
  });

  it('is refused with the place in the file that names it', () => {
    expect(complaints({ member: member.replace('metrics.pressure', 'metrics.presure') })).toEqual([
      "rules/motor.detector.yaml:6:5: no device type of this file has a metric 'presure'",
    ]);
    expect(complaints({ member: member.replace('[pump]', '[pmp]') })).toContain(
      'rules/motor.detector.yaml:2:15: "pmp" is not a device type; did you mean "pump"?',
    );
    expect(complaints({ member: member.replace('maxAge', 'maxAeg') })).toEqual([
      'rules/motor.detector.yaml:3:1: maxAeg is not known here; did you mean "maxAge"?',
    ]);
  });

  it('must be there, and must be JSON', () => {
    expect(complaints({ member: member.replace('motor.json', 'rotor.json') })).toEqual([
      'rules/models/motor.json:1:1: is a model that no .detector.yaml or .alarm.yaml names',
      'rules/motor.detector.yaml:1:16: there is no file rules/models/rotor.json',
    ]);
    const latin1 = problemsOf(files({ model: { ...model, detectorModelDescription: 'br\uFFFDnig' } }));
    expect(latin1).toMatchObject([
      { file: 'rules/models/motor.json', line: expect.any(Number), message: expect.stringContaining('no UTF-8') },
    ]);
    const [yaml] = files();
    const text = '{ "key": motorid }';
    const problems = problemsOf([...(yaml ? [yaml] : []), { file: 'rules/models/motor.json', text }]);
    expect(problems).toMatchObject([
      { file: 'rules/models/motor.json', message: expect.stringMatching(/^is no JSON/) },
    ]);
  });
});

describe('an alarm model', () => {
  const alarm = {
    alarmModelName: 'pressure',
    key: 'motorid',
    severity: 3,
    alarmRule: {
      simpleRule: { inputProperty: '$input.Pressure.pressure', comparisonOperator: 'GREATER', threshold: '300' },
    },
  };
  const set = (member: string, model: unknown = alarm) => [
    { file: 'pressure.alarm.yaml', text: member },
    { file: 'pressure.json', text: JSON.stringify(model) },
  ];
  const text = `alarmModel: ./pressure.json
deviceTypes: [pump]
inputs: { Pressure: { motorid: deviceId, pressure: metrics.pressure } }
`;

  it('becomes a member of the set', () => {
    expect(compileFiles(set(text)).rules).toMatchObject([{ kind: 'alarm', name: 'pressure', deviceTypes: ['pump'] }]);
  });

  it('is refused with its place', () => {
    expect(problemsOf(set(text.replace('motorid: deviceId', 'motorid: fleet')))).toMatchObject([
      { file: 'pressure.alarm.yaml', line: 3, column: 21, message: expect.stringContaining('must lead to deviceId') },
    ]);
    expect(problemsOf(set(text, { ...alarm, severity: 'high' }))[0]).toMatchObject({ file: 'pressure.json', line: 1 });
    expect(problemsOf(set(text.replace('alarmModel', 'detectorModel')))).toMatchObject([
      { line: 1, column: 1, message: expect.stringContaining('detectorModel is not known here') },
      { line: 1, column: 1, message: 'alarmModel is missing' },
      { file: 'pressure.json' },
    ]);
  });
});
