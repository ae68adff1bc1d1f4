import type { RuleSet, SetMember } from '@signalbox/decision-engine';
import { expect, it } from 'vitest';
import { fanRule, fanRules } from '../test/pump-records.ts';
import { ruleSetModule } from './rule-set-module.ts';

const member = (kind: 'detector' | 'alarm'): SetMember => ({
  ...{ kind, name: kind, deviceTypes: ['pump'], inputs: {}, definition: {} },
});

const imported = (text: string) => [...text.matchAll(/^import .*$/gm)].map(([line]) => line);

const load = async (text: string): Promise<{ ruleSet: RuleSet; compilers: object }> =>
  import(`data:text/javascript,${encodeURIComponent(text)}`);

it('holds the rule set, whatever its texts say', async () => {
  const description = '\'"`${x}\u2028\\ </script> °C';
  const ruleSet = fanRules({ description });
  const text = ruleSetModule(ruleSet);
  expect(imported(text)).toEqual([]);
  expect(await load(text)).toMatchObject({ ruleSet, compilers: {} });
});

it('brings along the compilers of what is in the set, and no other', () => {
  const withDetector = ruleSetModule({ ...fanRules(), rules: [fanRule, member('detector')] });
  expect(imported(withDetector)).toEqual([`import { detectorMachine } from "@signalbox/decision-engine/detector";`]);
  expect(withDetector).toContain('compilers = { detector: detectorMachine };');
  const withBoth = ruleSetModule({ ...fanRules(), rules: [member('detector'), member('alarm')] });
  expect(imported(withBoth)).toHaveLength(2);
});
