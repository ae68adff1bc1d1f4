import type { Deployment, Functions, FunctionVersion } from '../src/ports.ts';
import { Progress } from '../src/progress.ts';

export const hook = { deploymentId: 'd-TESTS1234', executionId: 'e-1' };

/** A deployment of a function from version 3 to 4. */
export const deployment = (overrides: Partial<Deployment> = {}): Deployment => ({
  ...{ applicationName: 'signalbox', status: 'InProgress', createdAt: 1_000_000, takesBack: false },
  shift: { functionName: 'signalbox-f', alias: 'live', currentVersion: '3', targetVersion: '4' },
  ...overrides,
});

const version: FunctionVersion = { environment: { TELEMETRY_STORE: 'timestream' } };

/** Functions of one kind, whose versions 3 and 4 exist; every invocation is answered with `answer`. */
export const functions = (kind: string | undefined, overrides: Partial<Functions> = {}) => {
  const invoked: { version: string; payload: unknown }[] = [];
  const made: Functions = {
    tags: async () => ({ 'signalbox:service': 'tests', ...(kind !== undefined && { 'signalbox:kind': kind }) }),
    version: async (_name, number) => (['3', '4'].includes(number) ? version : undefined),
    invoke: async (_name, number, payload) => {
      invoked.push({ version: number, payload });
      const answer = { probe: 'answered', functionName: 'signalbox-f', functionVersion: number };
      return { ok: true, value: { ...answer, refusedWrites: [], answeredWrites: [] } };
    },
    decisionBundle: async () => undefined,
    ...overrides,
  };
  return { made, invoked };
};

/** A hand-written decision bundle: `body` gets `state`, `line` and `rules` and gives what {@link Step} is. */
export const bundleOf = (ruleSet: object, body: string): string => `
  module.exports = { bundleVersion: 1, ruleSet: ${JSON.stringify(JSON.stringify(ruleSet))}, open: (json) => {
    const rules = JSON.parse(json);
    return { step: (stateJson, lineJson) => {
      const state = stateJson === undefined ? undefined : JSON.parse(stateJson);
      const line = JSON.parse(lineJson);
      const decision = (limit) => ({ decisionId: 'hot/' + line.topic + line.sequenceNumber + '/0', ruleSet: 'default', rule: 'hot', fleet: 'demo',
        deviceId: line.topic.split('/')[2], decidedAt: line.receivedAt, cause: { type: 'reading', shardId: line.shardId, sequenceNumber: line.sequenceNumber, reading: 0 },
        reason: 'over ' + limit, command: { name: 'set-fan', parameters: {} } });
      const step = (() => { ${body} })();
      return JSON.stringify({ decisions: [], failures: [], ...step });
    } };
  } };`;

export const checksOf = ({ checks }: Progress): Record<string, boolean> =>
  Object.fromEntries(checks.map(({ name, ok }) => [name, ok]));

export const linesOf = ({ checks }: Progress): string => checks.flatMap(({ lines }) => lines).join('\n');

export const newProgress = (): Progress => new Progress();
