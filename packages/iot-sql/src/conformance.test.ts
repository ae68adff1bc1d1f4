import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ConformanceCase, runCase } from './conformance.ts';

const cases = JSON.parse(
  readFileSync(new URL('../conformance/iot-sql.json', import.meta.url), 'utf8'),
) as ConformanceCase[];

describe('conformance', () => {
  it('has cases', () => expect(cases.length).toBeGreaterThanOrEqual(137));

  it.each(cases.map((testCase) => [testCase.id, testCase] as const))('%s', (_id, testCase) => {
    expect(runCase(testCase)).toEqual({ outcome: 'passed' });
  });
});
