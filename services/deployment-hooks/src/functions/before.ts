import { hookEntry } from '../wiring/hook-entry.ts';

/** BeforeAllowTraffic of every function: probes, and the decision diff. */
export const handler = hookEntry('before', async (hook, progress) => {
  const { wireBefore } = await import('../wiring/before.ts');
  await wireBefore()(hook, progress);
});
