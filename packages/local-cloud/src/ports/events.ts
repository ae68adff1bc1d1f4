/** An event as rules match it. */
export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly resources?: readonly string[];
  /** Epoch ms. */
  readonly time?: number;
}

export interface EventsPort {
  /** Puts an event on a bus (name or ARN; `default` for AWS services' own events). Resolves with the event id. */
  putEvent(bus: string, event: BusEvent): Promise<string>;
}
