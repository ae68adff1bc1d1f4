import { hookEntry } from '../wiring/hook-entry.ts';

/** AfterAllowTraffic of every function: what both versions counted, and the release of rules. */
export const handler = hookEntry('after', async (hook, progress) => {
  const { wireAfter } = await import('../wiring/after.ts');
  await wireAfter()(hook, progress);
});
