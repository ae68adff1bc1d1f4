import { UnsupportedError } from './kernel/aws-error.ts';
import { type Clock, createClock } from './kernel/clock.ts';
import type { CloudContext } from './kernel/context.ts';
import { listen } from './kernel/listen.ts';
import { createLog, type LogLevel } from './kernel/log.ts';
import type { Service, ServiceFactory } from './kernel/service.ts';
import { openStorage, type Storage } from './kernel/storage.ts';
import type { Services } from './ports/services.ts';
import { createDispatch } from './wire/dispatch.ts';
import { createHttpServer } from './wire/http-server.ts';
import { type Exchange, observe } from './wire/observe.ts';

/** The services that a cloud is made of: a factory under the name of its port. */
export type Factories = { readonly [Name in keyof Services]?: ServiceFactory<Services[Name]> };

export interface CloudOptions {
  /** Port of the AWS APIs; 0 takes a free one. */
  readonly port: number;
  /** Port of the MQTT listener; 0 takes a free one. */
  readonly mqttPort: number;
  /** Where state lives; without it nothing is kept (`--ephemeral`). */
  readonly dataDirectory?: string;
  readonly region?: string;
  /** Twelve digits. */
  readonly accountId?: string;
  /** Cloud seconds a machine second. */
  readonly speed?: number;
  readonly logLevel?: LogLevel;
  readonly writeLog?: (line: string) => void;
  /** Sees every request to the AWS APIs with its answer: a benchmark meters with it what a run used. */
  readonly onAnswer?: (exchange: Exchange) => void;
}

export interface Health {
  readonly status: 'starting' | 'ready';
  readonly services: Readonly<Record<string, 'starting' | 'running'>>;
  /** Stack name -> status. */
  readonly stacks: Readonly<Record<string, string>>;
}

export interface Cloud {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  readonly clock: Clock;
  readonly services: Services;
  health(): Health;
  /** Ends everything that runs; state stays in the data directory. */
  stop(): Promise<void>;
}

/** The ports of the services that were built; any other one is refused by name when it is used. */
const openPorts = (): Services =>
  new Proxy({} as Services, {
    get: (built, name) => {
      const port = built[name as keyof Services];
      if (port === undefined) throw new UnsupportedError(`the service ${String(name)}: it is not part of this cloud`);
      return port;
    },
  });

/** A clock that never runs backwards over a restart, also when it ran faster than the machine's. */
const continueClock = (storage: Storage, speed: number): Clock => {
  const marks = storage.table<number>('clock');
  const clock = createClock({ speed, startMs: Math.max(Date.now(), marks.get('now') ?? 0) });
  const mark = () => {
    marks.set('now', clock.now());
    clock.after(1000 * speed, mark);
  };
  if (speed !== 1) mark();
  return clock;
};

const buildContext = (options: CloudOptions, storage: Storage, endpoint: () => string): CloudContext => {
  const { region = 'us-east-1', accountId = '000000000000', speed = 1, logLevel = 'warn', mqttPort } = options;
  return {
    accountId,
    region,
    clock: continueClock(storage, speed),
    storage,
    log: createLog(logLevel, options.writeLog ?? ((line) => process.stderr.write(line))),
    services: openPorts(),
    endpoint,
    mqttPort,
    arn: (service, resource) => `arn:aws:${service}:${region}:${accountId}:${resource}`,
  };
};

const build = (factories: Factories, context: CloudContext): readonly Service[] =>
  (Object.entries(factories) as [string, ServiceFactory<unknown>][]).map(([name, factory]) => {
    const service = factory(context);
    Object.assign(context.services, { [name]: service.port });
    return service;
  });

const stopAll = async (services: readonly Service[]): Promise<void> => {
  for (const service of services.toReversed()) await service.stop?.();
};

/**
 * Starts an embedded cloud of the given services.
 * @throws PortTakenError, DataDirectoryError; nothing is left running then
 */
export const startCloud = async (factories: Factories, options: CloudOptions): Promise<Cloud> => {
  const storage = openStorage(options.dataDirectory === undefined ? {} : { directory: options.dataDirectory });
  let endpoint = '';
  const context = buildContext(options, storage, () => endpoint);
  const services = build(factories, context);
  const running = new Set<Service>();
  const health = (): Health => ({
    status: running.size === services.length ? 'ready' : 'starting',
    services: Object.fromEntries(services.map((each) => [each.name, running.has(each) ? 'running' : 'starting'])),
    stacks: factories.cloudformation === undefined ? {} : context.services.cloudformation.stackStatuses(),
  });
  // Time may run fast here: clients that stamp what they send must ask.
  const time = () => ({ now: context.clock.now(), speed: context.clock.speed });
  const own = { '/_signalbox/health': health, '/_signalbox/clock': time };
  const { onAnswer } = options;
  const dispatch = createDispatch(services, context);
  const http = createHttpServer(onAnswer === undefined ? dispatch : observe(dispatch, onAnswer), services, own);
  const stop = async (): Promise<void> => {
    await stopAll(services);
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
    await storage.close();
  };
  try {
    endpoint = `http://127.0.0.1:${await listen(http, options.port, 'AWS APIs')}`;
    for (const service of services) {
      await service.start?.();
      running.add(service);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, clock: context.clock, services: context.services, health, stop };
};
