/** A decision bundle and the rules that it is to run: JSON of a rule set. */
export interface Side {
  readonly code: string;
  readonly rules: string;
}

/** Records of one device, in order: lines of the archive as JSON. */
export interface DeviceLines {
  readonly deviceId: string;
  readonly lines: readonly string[];
  /** JSON of the state to begin with; undefined: nothing is remembered. */
  readonly state?: string;
}

export interface SandboxRun {
  /** Sides take turns on each device's state, `turn` records each. Mostly there is one. */
  readonly sides: readonly Side[];
  readonly turn: number;
  readonly devices: readonly DeviceLines[];
  /** What bundles see if they ask: epoch ms, and the seed of chance. */
  readonly clock: number;
  readonly seed: number;
}

/** What came of a device's records. */
export interface DeviceRun {
  readonly deviceId: string;
  /** Of {@link Decision}s, JSON, in their order. */
  readonly decisions: readonly string[];
  /** How often each rule failed, and its first message. */
  readonly failures: Readonly<Record<string, { readonly times: number; readonly message: string }>>;
  readonly refused: number;
  /** Records that made the bundle throw; the device went on after them. */
  readonly crashes: number;
  readonly firstCrash?: string;
  /** JSON of the state at the end. */
  readonly state?: string;
}

export type SandboxFailure = 'TIME_OUT' | 'OUT_OF_MEMORY' | 'BUNDLE_INVALID' | 'SANDBOX_FAILED';

/** Why a bundle could not be run to the end. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly code: SandboxFailure;

  constructor(code: SandboxFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Runs decision bundles where they can reach nothing. Every method throws a {@link SandboxError}. */
export interface Sandbox {
  /** The rule set that a bundle was released with: JSON. */
  readonly rulesOf: (code: string) => Promise<string>;
  readonly run: (run: SandboxRun) => Promise<readonly DeviceRun[]>;
}
