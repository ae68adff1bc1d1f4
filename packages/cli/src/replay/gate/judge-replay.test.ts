import { expect, test } from 'vitest';
import { noDecisions } from '../engine/tally.ts';
import { judgeReplay } from './judge-replay.ts';
import { verdictLines } from './verdict-lines.ts';

const rules = { name: 'demo', hash: 'a'.repeat(64) };
const hot = { ...noDecisions(), rule: 'hot', rules: 5, against: 5 };

test('a rule that fails more often than before is not to be released', () => {
  const failing = { ...hot, failures: 5, failuresAgainst: 2, failure: 'a parameter is unknown' };
  const verdict = judgeReplay({ byRule: [failing], rules }, [], []);
  expect(verdict).toMatchObject({ ok: false, identical: 5 });
  expect(verdictLines(verdict)).toContain('rule hot fails 3 times, before 2; a parameter is unknown');
});

test('one that fails as often as before is none of this release', () => {
  const verdict = judgeReplay({ byRule: [{ ...hot, failures: 4, failuresAgainst: 2 }], rules }, [], []);
  expect(verdict).toMatchObject({ ok: true, failing: [] });
});
