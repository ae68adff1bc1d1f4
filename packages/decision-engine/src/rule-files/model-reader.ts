import type { DeviceType } from '@signalbox/contracts';
import type { Json } from '../json.ts';
import type { WrittenMember } from './member-shape.ts';
import type { Path } from './report.ts';

/** One thing wrong with a model, or with how its file puts it to work. */
export interface ModelProblem {
  /** In the file of the model, or in the YAML that names it. */
  readonly in: 'model' | 'member';
  readonly path: Path;
  readonly message: string;
}

export interface ModelReading {
  /** Normalised; absent if there are problems. */
  readonly definition?: Json;
  readonly problems: readonly ModelProblem[];
}

/**
 * Reads a model of AWS IoT Events, analyses it, and refuses what the service could not carry out.
 * @param document the parsed JSON of the model's file
 */
export type ModelReader = (
  document: unknown,
  member: WrittenMember,
  name: string,
  deviceTypes: readonly DeviceType[],
) => ModelReading;
