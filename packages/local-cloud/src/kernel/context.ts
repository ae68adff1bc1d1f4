import type { Services } from '../ports/services.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Storage } from './storage.ts';

/** What every service of the cloud is built with. */
export interface CloudContext {
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly log: Log;
  /**
   * The other services, in process. Filled after all are built: use it when called, never while building.
   */
  readonly services: Services;
  /** `http://127.0.0.1:<port>`; known once the HTTP port listens, so use it when called. */
  readonly endpoint: () => string;
  /** The port that the MQTT listener is to take; 0 for a free one. */
  readonly mqttPort: number;
  /** `arn:aws:<service>:<region>:<account>:<resource>`. */
  readonly arn: (service: string, resource: string) => string;
}
