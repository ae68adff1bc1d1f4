import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateName } from './generate-name.ts';

const token = '7f6c2f0e-3a55-4a1e-9a53-0123456789ab';

test('a name tells stack and logical id, and is cut evenly', () => {
  expect(generateName('demo', 'Queue', token, 64)).toBe('demo-Queue-0123456789AB');
  const cut = generateName('signalbox-telemetry-ingestion-local', 'IamRoleLambdaExecution', token, 40);
  expect(cut).toBe('signalbox-tel-IamRoleLambda-0123456789AB');
});

test('it is never longer than it may be', () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,80}$/);
  fc.assert(
    fc.property(name, name, fc.integer({ min: 20, max: 300 }), (stack, id, max) => {
      expect(generateName(stack, id, token, max).length).toBeLessThanOrEqual(max);
    }),
  );
});
