import type { Decision } from '@signalbox/contracts';
import { type StreamItem, streamItems } from '@signalbox/lambda-kit';
import type { KinesisStreamEvent } from 'aws-lambda';
import type { kinds } from '../src/kinds.ts';
import { probesOf } from '../src/probes/index.ts';
import type { Probe, ProbeContext } from '../src/probes/probe.ts';

export const now = Date.UTC(2026, 10, 24, 1, 30);
export const decisionOf = (deviceId: string) =>
  ({ decisionId: `hot/${deviceId}/1/0`, rule: 'hot', deviceId, command: {} }) as unknown as Decision;
export const decision = decisionOf('pump-probe-r1');
export const bus = 'signalbox-x';
export const context: ProbeContext = {
  now,
  run: 'r1',
  environment: { TELEMETRY_STORE: 'timestream', EVENT_BUS: bus },
  decisionsOn: async (deviceId) => [decisionOf(deviceId)],
};

export const probe = async (kind: (typeof kinds)[number], name: string, of: ProbeContext = context): Promise<Probe> => {
  const found = (await probesOf(kind, of)).find((each) => each.name.includes(name));
  if (found === undefined) throw new Error(`${kind} has no probe ${name}`);
  return found;
};

export const itemsOf = ({ event }: Probe): StreamItem[] => streamItems(event as KinesisStreamEvent);
