import { commandRequestTopic } from '@signalbox/contracts';
import { simulateFleet } from '@signalbox/device';
import mqtt from 'mqtt';

export const fleet = 'bench';

/** A message of a device, as it was published. */
export interface Message {
  readonly topic: string;
  /** base64, as the archive has it. */
  readonly payload: string;
}

/** A command that came to where its device listens. */
export interface SeenCommand {
  readonly deviceId: string;
  readonly commandId: string;
  readonly decisionId?: string;
  readonly name: string;
  readonly parameters: unknown;
}

export interface Traffic {
  readonly messages: readonly Message[];
  readonly commands: readonly SeenCommand[];
  /** Ends the devices; what they published is complete then. May be called again. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export interface TrafficOptions {
  readonly mqttUrl: string;
  readonly devices: number;
  readonly speed: number;
  /** Epoch ms of the cloud's clock. */
  readonly now: () => number;
}

const garbageEveryMs = 3_000;

/** As the live view of `signalbox start` does: seldom enough for this machine, often enough for rules that go by a fast clock. */
const reportsPerSecond = (speed: number): number => Math.max(1, Math.min(speed / 15, 10));

const seenCommand = (topic: string, payload: Buffer): SeenCommand | undefined => {
  const parts = commandRequestTopic.parse(topic);
  if (parts === undefined) return undefined;
  const request = JSON.parse(payload.toString()) as Omit<SeenCommand, 'deviceId'>;
  return { ...request, deviceId: parts.deviceId };
};

/** A fleet with all its incidents, somebody who sends garbage, and a listener to all of it. */
export const startTraffic = async ({ devices, mqttUrl, now, speed }: TrafficOptions): Promise<Traffic> => {
  const messages: Message[] = [];
  const commands: SeenCommand[] = [];
  const listener = await mqtt.connectAsync(mqttUrl, { clientId: 'bench-listener' });
  listener.on('message', (topic, payload) => {
    if (topic.startsWith('dt/')) messages.push({ topic, payload: payload.toString('base64') });
    const command = seenCommand(topic, payload);
    if (command !== undefined) commands.push(command);
  });
  await listener.subscribeAsync(['dt/#', 'cmd/#'], { qos: 1 });
  const simulation = simulateFleet({
    ...{ endpoint: mqttUrl, fleet, type: 'pump', prefix: 'pump-bench', count: devices, seed: 7, incidents: true, now },
    reportsPerSecond: reportsPerSecond(speed),
  });
  let garbage = 0;
  const sending = setInterval(() => {
    garbage += 1;
    listener.publish(`dt/${fleet}/pump-bench-1/telemetry`, `{"garbage": ${garbage},`, { qos: 1 });
  }, garbageEveryMs);
  let quieted: Promise<void> | undefined;
  return {
    messages,
    commands,
    quiet: () => {
      clearInterval(sending);
      quieted ??= simulation.stop();
      return quieted;
    },
    close: () => listener.endAsync(true),
  };
};
