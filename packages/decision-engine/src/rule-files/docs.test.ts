import { readFileSync } from 'node:fs';
import { deviceTypes } from '@signalbox/contracts';
import { expect, it } from 'vitest';
import { compileRuleSet } from './compile-rule-set.ts';

const page = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => text);

it('has examples', () => {
  expect(examples.length).toBeGreaterThanOrEqual(4);
});

it.each(examples)('compiles %#', (text) => {
  expect(compileRuleSet('docs', [{ file: 'example.yaml', text }], deviceTypes).rules).toHaveLength(1);
});
