import { expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const functions = {
  worker: { name: 'shop-worker', deploymentSettings: { alias: 'current', alarms: ['Failed'] } },
  plain: { name: 'shop-plain', deploymentSettings: false },
  other: { name: 'shop-other' },
  check: { name: 'shop-check' },
  hook: { name: 'CodeDeployHook_shop' },
};

it('lays the settings of a function over those of all, and exempts hooks and who says false', () => {
  const { functions: settings } = readSettings(functions, {
    type: 'AllAtOnce',
    preTrafficHook: 'check',
    ignoreAlarms: 'true',
  });
  expect([...settings.keys()]).toEqual(['worker', 'other']);
  expect(settings.get('worker')).toEqual({
    ...{ type: 'AllAtOnce', preTrafficHook: 'check', ignoreAlarms: true, triggers: [] },
    ...{ alias: 'current', alarms: ['Failed'] },
  });
  expect(settings.get('other')?.alias).toBe('live');
});

it('without settings for all, only functions that have their own are released by canary', () => {
  const own = { worker: { name: 'w', deploymentSettings: { type: 'AllAtOnce' } }, other: { name: 'o' } };
  expect([...readSettings(own, undefined).functions.keys()]).toEqual(['worker']);
});

it('refuses a function without type, and one with an alias of the framework', () => {
  expect(() => readSettings({ worker: { name: 'w', deploymentSettings: {} } }, undefined)).toThrow(
    'deploymentSettings of worker have no type',
  );
  const provisioned = { worker: { name: 'w', targetAlias: { name: 'provisioned' } } };
  expect(() => readSettings(provisioned, { type: 'AllAtOnce' })).toThrow(/worker has an alias "provisioned"/);
});
