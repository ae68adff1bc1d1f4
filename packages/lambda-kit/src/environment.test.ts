import { describe, expect, it } from 'vitest';
import { EnvironmentError, integer, oneOf, optional, parseEnvironment, text } from './environment.ts';

const variables = {
  BUCKET: text(),
  RETENTION_HOURS: integer({ min: 1, max: 8766 }),
  STORE: oneOf(['timestream', 'none']),
  ENDPOINT: optional(text(), undefined),
};
const good = { BUCKET: 'b', RETENTION_HOURS: '24', STORE: 'none' };

describe('parseEnvironment', () => {
  it('reads every variable as its type', () => {
    expect(parseEnvironment(variables, good)).toEqual({ ...good, RETENTION_HOURS: 24, ENDPOINT: undefined });
  });

  it.each([
    ['BUCKET', { ...good, BUCKET: undefined }, 'BUCKET must be set'],
    ['BUCKET', { ...good, BUCKET: '' }, 'BUCKET must be set'],
    ['RETENTION_HOURS', { ...good, RETENTION_HOURS: '0' }, 'RETENTION_HOURS must be an integer of 1 to 8766, not "0"'],
    ['RETENTION_HOURS', { ...good, RETENTION_HOURS: '1e3' }, 'RETENTION_HOURS must be an integer'],
    ['STORE', { ...good, STORE: 'influx' }, 'STORE must be timestream or none, not "influx"'],
  ])('names %s when it is wrong', (_name, source, message) => {
    expect(() => parseEnvironment(variables, source)).toThrow(message);
  });

  it('names all that are wrong at once', () => {
    expect.assertions(2);
    try {
      parseEnvironment(variables, {});
    } catch (error) {
      expect(error).toBeInstanceOf(EnvironmentError);
      expect(error).toMatchObject({ variables: ['BUCKET', 'RETENTION_HOURS', 'STORE'] });
    }
  });
});
