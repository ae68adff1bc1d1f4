import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from './load.ts';
import type { System } from './system.ts';

const startChild = async (
  file: string,
  args: readonly string[] = [],
): Promise<{ child: ChildProcess; said: unknown }> => {
  const child = fork(join(import.meta.dirname, file), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [said] = await once(child, 'message');
  return { child, said };
};

/** Node-RED and a bare broker of the same library, each in its own process. */
export const startNodeRed = async (): Promise<System> => {
  const broker = await startChild('broker.ts');
  const url = `mqtt://127.0.0.1:${broker.said}`;
  const nodeRed = await startChild('node-red-process.ts', [String(broker.said)]);
  const ear = await connect(url, 'bench-ear');
  const passed = new Set<string>();
  ear.on('message', (_topic, payload) => passed.add(payload.toString()));
  await ear.subscribeAsync('bench/passed', { qos: 1 });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return {
    name: 'Node-RED',
    url,
    markLast: true,
    processed: async (load) => {
      const every = [...passed].filter((device) => device.startsWith(`pump-${load.fleet}-`)).length === load.devices;
      return every ? load.messages : 0;
    },
    archived: undefined,
    stop: async () => {
      await ear.endAsync();
      for (const { child } of [nodeRed, broker]) {
        child.disconnect();
        await once(child, 'exit');
      }
    },
  };
};
