import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inOrder, readServices } from './services.ts';

test('the services of this checkout, what is needed first, as the framework calls them', async () => {
  const services = await readServices(join(import.meta.dirname, '..', '..', '..', '..'));
  const names = services.map(({ name }) => name);
  expect(names[0]).toBe('foundation');
  expect(names.indexOf('telemetry-ingestion')).toBeLessThan(names.indexOf('decisions'));
  expect(names.at(-1)).toBe('commands');
  expect(services.find(({ name }) => name === 'decisions')?.serviceName).toBe('signalbox-decisions');
});

test('what is needed comes first, whatever the order of the file', () => {
  const path = '.';
  expect(
    inOrder({ services: { c: { path, dependsOn: ['a', 'b'] }, b: { path, dependsOn: 'a' }, a: { path } } }),
  ).toEqual([...['a', 'b', 'c']]);
  expect(() => inOrder({ services: { a: { path, dependsOn: 'b' }, b: { path, dependsOn: 'a' } } })).toThrow(
    'services need one another: a, b, a',
  );
  expect(() => inOrder({ services: { a: { path, dependsOn: 'z' } } })).toThrow('there is no service z');
});
