import { join } from 'node:path';
import type { Console } from '../output/console.ts';
import { Problem } from '../problem.ts';
import { aborted, stopSignal } from '../stop-signal.ts';
import { startEmbeddedCloud } from '../up/start-cloud.ts';
import { deploy } from './deployment.ts';
import { openDisplay } from './display.ts';
import { openLoop } from './loop.ts';
import type { StartOptions } from './start-options.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** Enough of what `sls` said to see why it failed. */
const keptLines = 60;

/**
 * Runs the cloud, deploys into it, lets a fleet report, and shows how it goes, until it is told to stop.
 * @throws Problem `port-taken`, `data-directory`, `deployment-failed`; nothing is left running then
 */
export const run = async (options: StartOptions, console: Console): Promise<void> => {
  const stop = stopSignal();
  const early: string[] = [];
  let onLog = (line: string): void => void early.push(line);
  const cloud = await startEmbeddedCloud(options, (line) => onLog(line.trimEnd()));
  const loop = openLoop(cloud, options);
  const display = openDisplay(console);
  onLog = (line) => {
    loop.onProblem(line);
    display.problem(line);
  };
  early.forEach(onLog);
  const said: string[] = [];
  const onLine = (line: string): void => {
    said.push(line);
    loop.onProgress(line);
    display.progress(line);
  };
  const showing = setInterval(() => display.show(loop.state()), 1_000);
  try {
    if (!(await deploy({ endpoint: loop.endpoints.aws, region: options.region, root, stop, onLine }))) return;
    loop.begin();
    display.ready(loop.state());
    await aborted(stop);
  } catch (error) {
    if (error instanceof Problem && console.isTerminal) said.slice(-keptLines).forEach(console.note);
    throw error;
  } finally {
    clearInterval(showing);
    display.close();
    await loop.close();
    await cloud.stop();
  }
};
