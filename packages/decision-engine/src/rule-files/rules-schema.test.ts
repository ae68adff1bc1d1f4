import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ruleShape } from './rule-shape.ts';
import { rulesSchema } from './rules-schema.ts';

const folder = new URL('../../../../services/decisions/', import.meta.url);
const accepts = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(rulesSchema());

const reads = (value: unknown): boolean => {
  let isGood = true;
  ruleShape.read(value, [], () => {
    isGood = false;
  });
  return isGood;
};

it('is the committed file (else: pnpm --filter @signalbox/decision-engine schema)', () => {
  expect(JSON.parse(readFileSync(new URL('rules.schema.json', folder), 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(rulesSchema())),
  );
});

describe('the rules of the service', () => {
  const files = readdirSync(new URL('rules/', folder)).filter((name) => /^[a-z-]+\.yaml$/.test(name));

  it('are there', () => {
    expect(files).toEqual(expect.arrayContaining(['pump-overheating.yaml', 'pump-silent.yaml', 'pump-strained.yaml']));
  });

  it.each(files)('%s keeps to it and names it', (file) => {
    const text = readFileSync(new URL(`rules/${file}`, folder), 'utf8');
    expect(text).toContain('# yaml-language-server: $schema=../rules.schema.json\n');
    expect(accepts(parse(text))).toBe(true);
  });
});

const base = 'deviceTypes: [pump]\n';
const then = 'then: [{ notification: { message: hot } }]\n';
const whole = `${base}when: a\n${then}`;

describe('editor and compiler agree', () => {
  it.each([
    whole,
    `${base}noDataFor: 1m\n${then}`,
    `${base}noDataFor: { duration: 1m, tolerance: 5s }\nclear: a\n${then}`,
    `${base}when: a\nonClear: [{ command: { name: a, parameters: { b: [1, null] }, expiresAfter: 5m } }]`,
    `${whole}for: 1m\ncooldown: 7d\nmaxAge: 999999d\nseverity: info\nenabled: false\nacknowledge: true\n`,
    `${whole}repeats: { times: 100, within: 1h }`,
    `${whole}parameters: { a: 1, b: true, c: text, d: { default: 1 }, e: { default: 1, ssm: "/{stage}/a", setting: s-t } }`,
    `${whole}schedule: { timeZone: UTC, from: "00:00", to: "23:59" }`,
    `${whole}schedule: { timeZone: UTC, windows: [{ days: "mon, wed-fri", from: "00:00", to: "23:59" }] }`,
    `${whole}description: ${'é'.repeat(500)}`,
  ])('on %s', (text) => {
    const value = parse(text);
    expect([reads(value), accepts(value)]).toEqual([true, true]);
  });

  it.each([
    '[]',
    base,
    `${base}when: a`,
    `${base}${then}`,
    `when: a\n${then}`,
    `${whole}noDataFor: 1m`,
    `${whole}for: 1m\nrepeats: { times: 2, within: 1m }`,
    `${base}noDataFor: 1m\nfor: 1m\n${then}`,
    `${base}noDataFor: 1m\nrepeats: { times: 2, within: 1m }\n${then}`,
    `${base}when: ""\n${then}`,
    `${base}when: true\n${then}`,
    `deviceTypes: []\nwhen: a\n${then}`,
    `deviceTypes: [a, a]\nwhen: a\n${then}`,
    `deviceTypes: pump\nwhen: a\n${then}`,
    `${whole}more: 1`,
    `${whole}for: 60`,
    `${whole}for: 0s`,
    `${whole}for: 1000000s`,
    `${whole}severity: high`,
    `${whole}enabled: "yes"`,
    `${whole}repeats: { times: 1, within: 1m }`,
    `${whole}repeats: { times: 2.5, within: 1m }`,
    `${whole}repeats: { times: 2 }`,
    `${whole}parameters: { a-b: 1 }`,
    `${whole}parameters: { a: null }`,
    `${whole}parameters: { a: { ssm: /a } }`,
    `${whole}parameters: { a: { default: 1, ssm: a } }`,
    `${whole}parameters: { a: { default: 1, setting: 1a } }`,
    `${whole}schedule: { timeZone: UTC, from: "00:00" }`,
    `${whole}schedule: { timeZone: UTC, from: "24:00", to: "23:59" }`,
    `${whole}schedule: { timeZone: UTC, days: monday, from: "00:00", to: "23:59" }`,
    `${whole}schedule: { timeZone: UTC, windows: [] }`,
    `${whole}schedule: { from: "00:00", to: "23:59" }`,
    `${whole}onClear: []`,
    `${whole}onClear: [{}]`,
    `${whole}onClear: [{ notification: { message: "" } }]`,
    `${whole}onClear: [{ notification: { message: a }, command: { name: a, parameters: {} } }]`,
    `${whole}onClear: [{ command: { name: 1a, parameters: {} } }]`,
    `${whole}onClear: [{ command: { name: a, parameters: [] } }]`,
    `${whole}description: ${'é'.repeat(501)}`,
  ])('against %s', (text) => {
    const value = parse(text);
    expect([reads(value), accepts(value)]).toEqual([false, false]);
  });
});
