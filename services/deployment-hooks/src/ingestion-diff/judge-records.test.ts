import { type ExpectedChanges, readExpectedChanges } from '@signalbox/releases/expected-changes-file';
import { describe, expect, it } from 'vitest';
import { judgeRecords } from './judge-records.ts';
import type { RecordDifference } from './record-difference.ts';

const refused = (number: number, more: Partial<RecordDifference> = {}): RecordDifference => ({
  ...{ change: 'refused', code: 'METRIC_RANGE', fleet: 'demo', deviceId: `pump-${number}`, deviceType: 'pump' },
  before: { deviceId: '', fleet: '', deviceType: '', time: 1, version: 1, content: '{"metrics":{"temperature":90}}' },
  after: { sequenceNumber: '1', reading: 0, code: 'METRIC_RANGE', detail: 'temperature is 90, at most 85' },
  ...more,
});

const twelve = Array.from({ length: 12 }, (_, index) => refused(10 + index));

const read = (records: string): ExpectedChanges['records'] =>
  readExpectedChanges('expected-changes.yaml', `changes: []\nrecords:\n${records}`).records;

describe('judgeRecords', () => {
  it('says nothing where nothing differs', () => {
    expect(judgeRecords([], 100, [])).toEqual({ ok: true, lines: [], unseen: [] });
  });

  it('names what is not declared: whose, how many, one of them before and after, and how to declare it', () => {
    const { ok, lines } = judgeRecords(twelve, 100, []);
    expect(ok).toBe(false);
    expect(lines).toEqual([
      'device type pump: 12 readings of 12 devices refused for METRIC_RANGE; not declared',
      `  devices: ${Array.from({ length: 10 }, (_, index) => `pump-${10 + index}`).join(', ')} and 2 more`,
      '  for example pump-10:',
      '    before: stored {"metrics":{"temperature":90}}',
      '    after:  refused for METRIC_RANGE: temperature is 90, at most 85',
      'if this is meant, declare it in releases/expected-changes.yaml:',
      'records:',
      '  - deviceType: "pump"',
      '    change: refused',
      '    code: METRIC_RANGE',
      '    atMost: { percent: 15 }',
      '    reason: # say why',
    ]);
  });

  it('lets pass what it said to declare, declared', () => {
    const { deviceType: _none, ...ofNobody } = refused(40, { change: 'dropped', before: undefined });
    const { code: _code, ...dropped } = ofNobody;
    const otherwise = refused(30, { change: 'accepted', code: 'A_CODE_OF_LATER', deviceType: 'valve' });
    const all = [...twelve, dropped, otherwise, refused(1, { change: 'refused-otherwise', code: 'NOT_JSON' })];
    const { lines } = judgeRecords(all, 100, []);
    const yaml = lines.slice(lines.indexOf('records:') + 1).join('\n');
    const verdict = judgeRecords(all, 100, read(yaml.replaceAll('# say why', 'so')));
    expect(verdict).toMatchObject({ ok: true, unseen: [] });
    expect(verdict.lines).toContain('device type pump: 12 readings of 12 devices refused for METRIC_RANGE; declared');
  });

  it.each([
    [
      'as many',
      '{ deviceType: pump, change: refused, atMost: { readings: 12, devices: 12, percent: 12 }, reason: x }',
      undefined,
    ],
    [
      'of the fleet',
      '{ fleet: demo, change: refused, code: METRIC_RANGE, atMost: { readings: 12 }, reason: x }',
      undefined,
    ],
    ['fewer', '{ deviceType: pump, change: refused, atMost: { readings: 11 }, reason: x }', '12 readings, 11 declared'],
    [
      'fewer devices',
      '{ deviceType: pump, change: refused, atMost: { devices: 3 }, reason: x }',
      '12 devices, 3 declared',
    ],
    [
      'less',
      '{ deviceType: pump, change: refused, atMost: { percent: 11.5 }, reason: x }',
      '12 % of the readings, 11.5 % declared',
    ],
    ['another type', '{ deviceType: valve, change: refused, atMost: { readings: 99 }, reason: x }', 'not declared'],
    [
      'another fleet',
      '{ deviceType: pump, fleet: a, change: refused, atMost: { readings: 99 }, reason: x }',
      'not declared',
    ],
    ['another kind', '{ deviceType: pump, change: dropped, atMost: { readings: 99 }, reason: x }', 'not declared'],
    [
      'another code',
      '{ deviceType: pump, change: refused, code: NOT_JSON, atMost: { readings: 99 }, reason: x }',
      'not declared',
    ],
  ])('%s declared', (_what, declaration, problem) => {
    const verdict = judgeRecords(twelve, 100, read(`  - ${declaration}`));
    expect(verdict.ok).toBe(problem === undefined);
    expect(verdict.lines[0]).toContain(problem ?? '; declared');
  });

  it('holds the bounds of a declaration over all that it speaks of', () => {
    const all = [...twelve, refused(1, { code: 'METRIC_TYPE' })];
    const verdict = judgeRecords(
      all,
      100,
      read('  - { deviceType: pump, change: refused, atMost: { readings: 12 }, reason: x }'),
    );
    expect(verdict.ok).toBe(false);
    expect(verdict.lines[0]).toContain('more than declared: 13 readings, 12 declared');
  });

  it('tells what is declared and was not seen', () => {
    const [unseen, ...none] = read('  - { fleet: other, change: refused, atMost: { readings: 1 }, reason: x }');
    expect(none).toEqual([]);
    expect(judgeRecords([], 100, unseen ? [unseen] : []).unseen).toEqual([unseen]);
  });
});
