import type { Clock } from '../../kernel/clock.ts';
import type { Table } from '../../kernel/table.ts';
import { applyChange, EMPTY_STATE, type ShadowState } from './shadow-document.ts';
import { shadowError } from './shadow-error.ts';
import type { UpdateRequest } from './shadow-request.ts';

/** `shadowName` is empty for the classic shadow. */
export interface ShadowId {
  readonly thingName: string;
  readonly shadowName: string;
}

export interface Shadow extends ShadowState, ShadowId {
  readonly version: number;
  /** Epoch ms; the version of a deleted shadow is remembered for a while. */
  readonly deletedAt?: number;
}

export interface ShadowUpdate {
  readonly previous: Shadow | undefined;
  readonly current: Shadow;
  /** Epoch seconds. */
  readonly timestamp: number;
}

const MAX_STATE_BYTES = 8 * 1024;
/** "Deleting a shadow does not reset its version": for 48 hours. */
const VERSION_MEMORY_MS = 48 * 3600_000;

/** Shadows with their versions. A shadow needs no thing in the registry. */
export class ShadowStore {
  readonly #table: Table<Shadow>;
  readonly #clock: Clock;

  constructor(table: Table<Shadow>, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
  }

  /** @throws AwsError 404 */
  get(id: ShadowId): Shadow {
    const shadow = this.#alive(id);
    if (shadow === undefined) throw shadowError(404, `No shadow exists with name: '${nameOf(id)}'`);
    return shadow;
  }

  /** @throws AwsError 409 for another version, 413 */
  update(id: ShadowId, request: UpdateRequest): ShadowUpdate {
    const previous = this.#alive(id);
    const version = previous?.version ?? 0;
    if (request.version !== undefined && request.version !== version) throw shadowError(409, 'Version conflict');
    const timestamp = Math.floor(this.#clock.now() / 1000);
    const changed = applyChange(previous ?? EMPTY_STATE, request.change, timestamp);
    if (Buffer.byteLength(JSON.stringify(changed.state)) > MAX_STATE_BYTES) {
      throw shadowError(413, 'The payload exceeds the maximum size allowed');
    }
    const current: Shadow = { ...id, ...changed, version: this.#lastVersion(id) + 1 };
    this.#table.set(keyOf(id), current);
    return { previous, current, timestamp };
  }

  /** @returns the shadow as it was. @throws AwsError 404 */
  delete(id: ShadowId): Shadow {
    const shadow = this.get(id);
    this.#table.set(keyOf(id), { ...shadow, ...EMPTY_STATE, deletedAt: this.#clock.now() });
    return shadow;
  }

  /** Names of the named shadows of a thing, sorted. */
  names(thingName: string): string[] {
    return [...this.#table.values()]
      .filter((shadow) => shadow.thingName === thingName && shadow.shadowName !== '' && shadow.deletedAt === undefined)
      .map(({ shadowName }) => shadowName)
      .sort();
  }

  #alive(id: ShadowId): Shadow | undefined {
    const shadow = this.#table.get(keyOf(id));
    return shadow?.deletedAt === undefined ? shadow : undefined;
  }

  #lastVersion(id: ShadowId): number {
    const shadow = this.#table.get(keyOf(id));
    const isForgotten = shadow?.deletedAt !== undefined && this.#clock.now() - shadow.deletedAt > VERSION_MEMORY_MS;
    return shadow === undefined || isForgotten ? 0 : shadow.version;
  }
}

function keyOf({ thingName, shadowName }: ShadowId): string {
  return `${thingName}\n${shadowName}`;
}

function nameOf({ thingName, shadowName }: ShadowId): string {
  return shadowName === '' ? thingName : `${thingName}~${shadowName}`;
}
