import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDetectorModel } from '../definition-read.ts';
import { asResource, brokenModelJson, modelJson } from '../testing/model-arbitrary.ts';
import { checkDetectorModel } from './check.ts';
import { hasErrors } from './result.ts';

const inputs = [{ inputName: 'Meter', attributes: [{ jsonPath: 'id' }, { jsonPath: 'flow' }] }];

test('any model of the right shape can be read, in either form alike, and can be checked', () => {
  fc.assert(
    fc.property(modelJson, (json) => {
      const reading = readDetectorModel(json);
      expect(reading.problems).toEqual([]);
      expect(readDetectorModel(asResource(json)).model).toEqual(reading.model);
      expect(JSON.parse(JSON.stringify(reading.model))).toEqual(reading.model);
      for (const { message, locations } of checkDetectorModel(reading, { inputs })) {
        expect(message).not.toMatch(/undefined]|\[object/);
        for (const { path } of locations) expect(path).not.toBe('');
      }
    }),
    { numRuns: 150 },
  );
});

test('whatever is wrong with a model is a result and never thrown', () => {
  fc.assert(
    fc.property(brokenModelJson, fc.boolean(), (json, cfn) => {
      const reading = readDetectorModel(cfn ? asResource(json) : json);
      const results = checkDetectorModel(reading, { inputs });
      const errors = results.filter(({ level }) => level === 'ERROR');
      if (reading.model === undefined) expect(errors.length).toBeGreaterThan(0);
      expect(reading.model === undefined).toBe(hasErrors(reading.problems));
    }),
    { numRuns: 300 },
  );
});

test('any JSON is read, or refused with a reason', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (json, cfn) => {
      const { model, problems } = readDetectorModel(json, { cfn });
      expect({ model, refused: problems.length > 0 }).toEqual({ model: undefined, refused: true });
    }),
  );
});
