import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { SetMember } from '../rule-set.ts';
import { compileFiles, hot } from './rule-files.fixture.ts';
import { RuleSetError } from './rule-set-error.ts';

/** The members that a text makes; problems are none of the program's only as a RuleSetError with places in the text. */
const attempt = (text: string): readonly SetMember[] => {
  try {
    return compileFiles([{ file: 'any.yaml', text }]).rules;
  } catch (error) {
    expect(error).toBeInstanceOf(RuleSetError);
    const { problems } = error as RuleSetError;
    const lines = text.split(/\n|\r\n?/);
    expect(problems.length).toBeGreaterThan(0);
    for (const { line, column, message } of problems) {
      expect(message).not.toBe('');
      expect(line).toBeLessThanOrEqual(lines.length + 1);
      expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
    }
    return [];
  }
};

const names = fc.constantFrom(
  ...[
    'deviceTypes',
    'when',
    'clear',
    'for',
    'repeats',
    'noDataFor',
    'schedule',
    'parameters',
    'then',
    'onClear',
    'limit',
  ],
  ...['command', 'notification', 'message', 'name', 'default', 'ssm', 'times', 'windows', '__proto__', 'constructor'],
);
const leaves = fc.oneof(
  fc.constantFrom('temperature > 90', 'running', '${limit}', '${', 'pump', '15m', 'UTC', 'mon-fri', '06:00', 'a\n  b'),
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', maxDepth: 5 },
    leaves,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 8 }),
  ),
}));

test('any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void attempt(text)));
  const yamlish = fc.string({ unit: fc.constantFrom(...'ab1 \n\t:-?[]{}#&*!|>\'"%@`,<.$'), maxLength: 80 });
  fc.assert(
    fc.property(yamlish, (text) => void attempt(text)),
    { numRuns: 500 },
  );
});

test('any YAML of the words that rules have', () => {
  fc.assert(
    fc.property(values, (value) => void attempt(stringify(value))),
    { numRuns: 300 },
  );
});

test('a good rule with any damage', () => {
  const good = hot('clear: temperature < 80 && !running\nparameters: { limit: 5 }\nfor: 1m\n');
  const damage = fc.tuple(fc.nat(good.length), fc.nat(10), fc.string({ maxLength: 10 }));
  fc.assert(
    fc.property(damage, ([at, length, text]) => void attempt(good.slice(0, at) + text + good.slice(at + length))),
    { numRuns: 300 },
  );
});
