import { archiveLineOf, type Decision } from '@signalbox/contracts';
import { assignmentOf, entryAt } from '@signalbox/releases';
import type { Shift } from './app-spec.ts';
import type { DecisionPorts } from './diff/decision-ports.ts';
import type { ProbeContext } from './probes/probe.ts';

/**
 * What the target must decide on records that it is told now: by its own bundle, and the rules that the timeline says.
 * @returns undefined if the target has no bundle
 */
export const expectedDecisions = async (
  { functions, sandbox, timelines, ruleSets }: DecisionPorts,
  { functionName, targetVersion }: Shift,
  now: number,
): Promise<ProbeContext['decisionsOn']> => {
  const code = await functions.decisionBundle(functionName, targetVersion);
  if (code === undefined) return undefined;
  const own = await sandbox.rulesOf(code);
  const entry = entryAt(await timelines.load(), now);

  return async (deviceId, items) => {
    const hash = entry && assignmentOf(entry, deviceId).live;
    const isOwn = hash === undefined || (JSON.parse(own) as { hash?: unknown }).hash === hash;
    const rules = isOwn ? own : await ruleSets.get(hash);
    const lines = items.map((item) => JSON.stringify(archiveLineOf(item)));
    const run = { sides: [{ code, rules }], turn: 1, devices: [{ deviceId, lines }], clock: now, seed: 1 };
    const [device] = await sandbox.run(run);
    if (device?.firstCrash !== undefined) throw new Error(`the decision bundle crashes on ${device.firstCrash}`);
    return (device?.decisions ?? []).map((json) => JSON.parse(json) as Decision);
  };
};
