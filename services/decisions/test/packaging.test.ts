import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Packaged, serviceWith } from './packaged-service.ts';
import { parameterServer } from './parameter-server.ts';

const rule = (limit: string, when = 'temperature > limit'): string => `deviceTypes: [pump]
parameters:
  limit: ${limit}
when: ${when}
then:
  - notification: { message: "hot" }
`;

const fromSsm = rule('{ default: 90, ssm: "/signalbox/{stage}/limit" }');

const press = {
  detectorModelName: 'press',
  key: 'pump',
  detectorModelDefinition: {
    initialStateName: 'Idle',
    states: [
      {
        stateName: 'Idle',
        onInput: {
          transitionEvents: [
            { eventName: 'Start', condition: '$input.Pump.pressure > 7', nextState: 'Busy', actions: [] },
          ],
        },
      },
      {
        stateName: 'Busy',
        onEnter: {
          events: [
            { eventName: 'Tell', actions: [{ sns: { targetArn: 'arn:aws:sns:us-east-1:123456789012:press' } }] },
          ],
        },
      },
    ],
  },
};

const pressMember = `deviceTypes: [pump]
detectorModel: ./press.json
inputs:
  Pump: { pressure: metrics.pressure, pump: deviceId }
`;

const hot = {
  alarmModelName: 'hot',
  key: 'pump',
  alarmRule: {
    simpleRule: { inputProperty: '$input.Pump.temperature', comparisonOperator: 'GREATER', threshold: '90' },
  },
};

const hotMember = `deviceTypes: [pump]
alarmModel: ./hot.json
inputs:
  Pump: { temperature: metrics.temperature, pump: deviceId }
`;

/** Texts that nothing has but the YAML parser, and nothing but the runtime of detectors. */
const [ofYaml, ofDetectors] = ['YAMLParseError', 'actionExecutionId'];

/** All that is in the zip of a function. */
const contentOf = ({ target }: Packaged, name: string): string =>
  execFileSync('unzip', ['-p', join(target, `${name}.zip`)], { maxBuffer: 1e8 }).toString();

const fileOf = ({ target }: Packaged, name: string, file: string): string =>
  execFileSync('unzip', ['-p', join(target, `${name}.zip`), file], { maxBuffer: 1e8 }).toString();

/** The entry of a function and all that it imports without being asked to. */
const readAtStart = (packaged: Packaged, name: string): string => {
  const texts = new Map<string, string>();
  const read = (file: string): void => {
    if (texts.has(file)) return;
    const text = fileOf(packaged, name, `src/functions/${file}`);
    texts.set(file, text);
    for (const [, imported = ''] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) read(imported);
  };
  read(`${name}.mjs`);
  return [...texts.values()].join('\n');
};

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const service = (rules: Readonly<Record<string, string>>) => {
  const opened = serviceWith(rules);
  closers.push(opened.close);
  return opened;
};

describe('packaging', () => {
  it('bundles the rules that are there, calls nobody, and brings along nothing that only reads or runs other rules', async () => {
    const packaged = await service({ 'hot.yaml': rule('90') }).pack();
    expect(packaged).toMatchObject({ code: 0 });
    const decide = readAtStart(packaged, 'decide');
    expect(decide).toContain('temperature > limit');
    expect(contentOf(packaged, 'sweep')).not.toContain('temperature > limit');
    for (const absent of [ofYaml, ofDetectors, 'S3Client', 'DynamoDBClient']) expect(decide).not.toContain(absent);
    // It must be able to run the rules of another version.
    expect(contentOf(packaged, 'decide')).toContain(ofDetectors);
    expect(contentOf(packaged, 'decide')).not.toContain(ofYaml);
    expect(packaged.output).not.toContain('performTargets');
  });

  it('brings along what runs detectors and alarm models if there are some', async () => {
    const detector = { 'press.detector.yaml': pressMember, 'press.json': JSON.stringify(press) };
    const alarm = { 'hot.alarm.yaml': hotMember, 'hot.json': JSON.stringify(hot) };
    const packaged = await service({ ...detector, ...alarm }).pack();
    expect(packaged).toMatchObject({ code: 0 });
    expect(packaged.output).toContain('performTargets names nothing: what hot, press may ask of AWS will be refused');
    const decide = readAtStart(packaged, 'decide');
    expect(decide).toContain(ofDetectors);
    expect(decide).not.toContain(ofYaml);
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-decide-'));
    closers.push(() => rmSync(folder, { recursive: true }));
    execFileSync('unzip', ['-q', join(packaged.target, 'decide.zip'), '-d', folder]);
    const probe = `
      const { handler } = await import(process.argv[1]);
      console.log(JSON.stringify(await handler({ probe: true }, { functionName: 'f', functionVersion: '1' })));`;
    const env = {
      POWERTOOLS_SERVICE_NAME: 'd',
      STAGE: 's',
      DETECTOR_STATE_TABLE: 't',
      EVENT_BUS: 'b',
      RELEASES_TABLE: 'r',
      ARCHIVE_BUCKET: 'a',
    };
    const entry = join(folder, 'src/functions/decide.mjs');
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', probe, entry], { env, encoding: 'utf8' });
    expect(said).toContain('"probe":"answered"');
  });

  it('puts the decision bundle into the package of decide, and of no other function, the same every time', async () => {
    const packaged = await service({ 'hot.yaml': rule('90') }).pack();
    const bundle = 'generated/decision-bundle.cjs';
    const listed = (name: string) => execFileSync('unzip', ['-l', join(packaged.target, `${name}.zip`)]).toString();
    for (const name of ['sweep', 'perform', 'rulesAdvance']) expect(listed(name)).not.toContain('generated');
    const text = fileOf(packaged, 'decide', bundle);
    expect(text).toContain('temperature > limit');
    const again = await service({ 'hot.yaml': rule('90') }).pack();
    expect(fileOf(again, 'decide', bundle)).toBe(text);
    const other = await service({ 'hot.yaml': rule('91') }).pack();
    expect(fileOf(other, 'decide', bundle)).not.toBe(text);
  });

  it('refuses by name what it cannot carry out', async () => {
    const text = JSON.stringify(press, undefined, 2).replace(
      /"sns": \{[^}]*\}/,
      '"firehose": { "deliveryStreamName": "s" }',
    );
    const { code, output } = await service({ 'press.detector.yaml': pressMember, 'press.json': text }).pack();
    expect(code).toBe(1);
    expect(output).toMatch(/rules\/press\.json:\d+:\d+: .*firehose/);
  });

  it('takes parameters from SSM, or says that there are none', async () => {
    const server = await parameterServer({ '/signalbox/local/limit': { Type: 'String', Value: '77.5' } });
    closers.push(server.close);
    const other = rule('{ default: 12, ssm: "/signalbox/{stage}/other" }');
    const packaged = await service({ 'hot.yaml': fromSsm, 'other.yaml': other }).pack(server.endpoint);
    expect(packaged).toMatchObject({ code: 0 });
    expect(packaged.output).toContain('SSM parameter /signalbox/local/other does not exist');
    expect(server.calls).toEqual([['/signalbox/local/limit', '/signalbox/local/other']]);
    expect(contentOf(packaged, 'decide')).toMatch(/value\\?":77\.5.*value\\?":12\D/s);
  });

  it('fails when SSM cannot be asked', async () => {
    const { code, output } = await service({ 'hot.yaml': fromSsm }).pack();
    expect({ code, output }).toMatchObject({
      code: 1,
      output: expect.stringMatching(/cannot be released:\n.*ECONNREFUSED/),
    });
  });

  it('fails when a parameter holds what is no value', async () => {
    const server = await parameterServer({ '/signalbox/local/limit': { Type: 'String', Value: 'hot' } });
    closers.push(server.close);
    const { code, output } = await service({ 'hot.yaml': fromSsm }).pack(server.endpoint);
    expect(code).toBe(1);
    expect(output).toMatch(/rules\/hot\.yaml:3:\d+: .*\/signalbox\/local\/limit/);
  });

  it('names file, line and column of every problem, without a stack', async () => {
    const rules = { 'a.yaml': rule('90', 'temprature > limit'), 'b.yaml': rule('90', '(temperature > limit') };
    const { code, output } = await service(rules).pack();
    expect(code).toBe(1);
    expect(output).toMatch(/rules\/a\.yaml:4:7: /);
    expect(output).toMatch(/rules\/b\.yaml:4:\d+: /);
    expect(output).not.toMatch(/^\s+at /m);
  });
});
