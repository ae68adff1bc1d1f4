import { between, createRandom, seedFor } from '../random.ts';

/** What goes wrong with a device by itself, now and then. */
export interface Incident {
  /** Whether it is going on `seconds` after the fleet was started. */
  readonly isOnAt: (seconds: number) => boolean;
}

interface Rhythm {
  /** Drawn between the two, seconds each: when it begins for the first time, how long it lasts, from one beginning to the next. */
  readonly first: readonly [number, number];
  readonly lasts: readonly [number, number];
  readonly every: readonly [number, number];
}

/** Something closes the pipe: longer than a minute, so that a rule which waits for one has something to find. */
const strain: Rhythm = { first: [20, 60], lasts: [110, 170], every: [330, 480] };

/** The sensors hang, and somebody restarts them some minutes later. */
const silence: Rhythm = { first: [60, 120], lasts: [270, 360], every: [660, 900] };

/** A function of time alone, so that a device that was paused goes on where the others are. */
const incidentOf = (seed: number, deviceId: string, { every, first, lasts }: Rhythm): Incident => {
  const random = createRandom(seedFor(seed, deviceId));
  const firstSeconds = between(random, ...first);
  const durationSeconds = between(random, ...lasts);
  const periodSeconds = between(random, ...every);
  return {
    isOnAt: (seconds) => seconds >= firstSeconds && (seconds - firstSeconds) % periodSeconds < durationSeconds,
  };
};

const never: Incident = { isOnAt: () => false };

/** When the pump `deviceId` pumps against a nearly closed pipe, under `seed`: always the same times. */
export const strainOf = (seed: number, deviceId: string, strains: boolean): Incident =>
  strains ? incidentOf(seed + 3, deviceId, strain) : never;

/** When the device `deviceId` says nothing, though it still obeys. */
export const silenceOf = (seed: number, deviceId: string, fallsSilent: boolean): Incident =>
  fallsSilent ? incidentOf(seed + 4, deviceId, silence) : never;
