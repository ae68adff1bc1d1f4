import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Api } from './api.ts';
import type { CloudContext } from './context.ts';
import type { ResourceType } from './resource-type.ts';

/**
 * One AWS service of the embedded cloud: what it answers on the wire, which CloudFormation resource types it owns, and its life.
 * Its in-process door for the other services is its port (`ports/`), put into {@link CloudContext.services} by `cloud.ts`.
 */
export interface Service {
  /** The key in the health answer, e.g. `kinesis`. */
  readonly name: string;
  readonly apis: readonly Api[];
  readonly resourceTypes?: readonly ResourceType[];
  /** Takes over upgraded connections on the HTTP port for these paths, e.g. MQTT over WebSocket on `/mqtt`. */
  readonly upgrade?: {
    readonly path: string;
    readonly accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  };
  /** Begins work in the background (listeners, pollers, timers). Called once every service is built and the HTTP port listens. */
  readonly start?: () => Promise<void>;
  /** Ends it; resolves when nothing of it runs any more. Also called when it was built and never started, for it may hold files open. */
  readonly stop?: () => Promise<void>;
}

/** A service together with its in-process door. */
export interface BuiltService<Port> extends Service {
  readonly port: Port;
}

/** What each service's folder exports: builds it; no I/O before {@link Service.start} other than opening its storage. */
export type ServiceFactory<Port> = (context: CloudContext) => BuiltService<Port>;
