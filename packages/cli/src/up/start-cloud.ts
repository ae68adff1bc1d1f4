import { allServices, type Cloud, DataDirectoryError, PortTakenError, startCloud } from '@signalbox/local-cloud';
import { Problem } from '../problem.ts';
import type { UpOptions } from './up-options.ts';

const toProblem = (error: unknown): unknown => {
  if (error instanceof PortTakenError) {
    return new Problem('port-taken', `${error.message}; --port and --mqtt-port choose others`, { cause: error });
  }
  if (error instanceof DataDirectoryError) {
    return new Problem('data-directory', `${error.message}; --data-dir chooses another`, { cause: error });
  }
  return error;
};

/**
 * Starts the embedded cloud in this process.
 * @param writeLog takes the cloud's own log, a line of NDJSON each
 * @throws Problem `port-taken`, `data-directory`
 */
export const startEmbeddedCloud = async (options: UpOptions, writeLog: (line: string) => void): Promise<Cloud> => {
  const { port, mqttPort, dataDir, ephemeral = false, speed, region } = options;
  try {
    const state = ephemeral ? {} : { dataDirectory: dataDir };
    return await startCloud(allServices(), { port, mqttPort, speed, region, writeLog, ...state });
  } catch (error) {
    throw toProblem(error);
  }
};
