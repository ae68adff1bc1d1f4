import type { UpOptions } from '../up/up-options.ts';

/** How the whole is to run: the cloud, and a fleet in it. */
export interface StartOptions extends UpOptions {
  /** False: no devices. */
  readonly fleet: boolean;
  readonly count: number;
  /** Readings a second of each device. */
  readonly rate: number;
  readonly seed: number;
  readonly json?: boolean;
}
