import type { Console } from '../output/console.ts';
import { aborted, stopSignal } from '../stop-signal.ts';
import { endpointLines, endpointsOf } from './endpoints.ts';
import { startEmbeddedCloud } from './start-cloud.ts';
import type { UpOptions } from './up-options.ts';

/** Runs the embedded cloud until it is told to stop. */
export const run = async (options: UpOptions & { readonly json?: boolean }, console: Console): Promise<void> => {
  const stop = stopSignal();
  const cloud = await startEmbeddedCloud(options, (line) => console.note(line.trimEnd()));
  const endpoints = endpointsOf(cloud, options.region);
  if (options.json) console.line(JSON.stringify({ event: 'ready', ...endpoints }));
  else for (const line of ['ready', ...endpointLines(endpoints)]) console.line(line);
  await aborted(stop);
  await cloud.stop();
};
