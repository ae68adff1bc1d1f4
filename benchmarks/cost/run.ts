import type { Metered } from './metered.ts';

/** What devices sent and got during a run. */
export interface FleetUse {
  readonly devices: number;
  readonly messages: number;
  /** Payload bytes of all telemetry messages. */
  readonly payloadBytes: number;
  /** 5 KB units of the telemetry messages. */
  readonly telemetryUnits: number;
  readonly commands: number;
  /** 5 KB units of the commands that came and of their acknowledgements (PUBACK). */
  readonly commandUnits: number;
  readonly commandBytes: number;
  /** 5 KB units of the answers that were published. */
  readonly responseUnits: number;
  /** Seconds from the first to the last publish. */
  readonly seconds: number;
}

export interface Run {
  readonly fleet: FleetUse;
  readonly metered: Metered;
  /** Seconds that the meter ran: publishing, and until all was through. */
  readonly meteredSeconds: number;
}

/** Functions of the stream, invoked with one record each. */
export interface SingleInvocations {
  readonly count: number;
  readonly metered: Metered;
  readonly ingestFunction: string;
  readonly decideFunction: string;
}
