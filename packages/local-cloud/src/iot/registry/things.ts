import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../kernel/context.ts';
import type { Table } from '../../kernel/table.ts';
import { type AttributePayload, type Attributes, applyAttributes } from './attributes.ts';
import { alreadyExists, checkName, invalid, notFound, versionConflict } from './registry-error.ts';
import type { ThingTypes } from './thing-types.ts';

/** Without a type a thing has 3 attributes, with one 50. */
export interface Thing {
  readonly thingName: string;
  readonly thingId: string;
  readonly thingTypeName?: string | undefined;
  readonly attributes: Attributes;
  readonly version: number;
  /** ARNs of certificates and the like. */
  readonly principals: readonly string[];
}

export interface ThingInput {
  readonly thingTypeName?: string | undefined;
  readonly attributePayload?: AttributePayload | undefined;
}

export interface ThingUpdate extends ThingInput {
  readonly removeThingType?: boolean | undefined;
  readonly expectedVersion?: number | undefined;
}

export class Things {
  readonly #table: Table<Thing>;
  readonly #types: ThingTypes;
  readonly #context: CloudContext;

  constructor(context: CloudContext, types: ThingTypes) {
    this.#table = context.storage.table<Thing>('iot-things');
    this.#types = types;
    this.#context = context;
  }

  arn(thingName: string): string {
    return this.#context.arn('iot', `thing/${thingName}`);
  }

  /** The same thing again is no error. @throws AwsError */
  create(thingName: string, { thingTypeName, attributePayload }: ThingInput): Thing {
    checkName(thingName, 'thingName');
    if (thingTypeName !== undefined) this.#types.requireActive(thingTypeName);
    const attributes = checkCount(applyAttributes({}, attributePayload), thingTypeName);
    const existing = this.#table.get(thingName);
    if (existing !== undefined) {
      if (isSame(existing, thingTypeName, attributes)) return existing;
      throw alreadyExists(`Thing ${thingName}`, thingName, this.arn(thingName));
    }
    const thing = { thingName, thingId: randomUUID(), thingTypeName, attributes, version: 1, principals: [] };
    this.#table.set(thingName, thing);
    return thing;
  }

  get(thingName: string): Thing {
    const thing = this.#table.get(thingName);
    if (thing === undefined) throw notFound(`Thing ${thingName}`);
    return thing;
  }

  has(thingName: string): boolean {
    return this.#table.has(thingName);
  }

  update(thingName: string, update: ThingUpdate): Thing {
    const thing = this.get(thingName);
    checkVersion(thing, update.expectedVersion);
    if (update.thingTypeName !== undefined) this.#types.requireActive(update.thingTypeName);
    const kept = update.removeThingType === true ? undefined : thing.thingTypeName;
    const thingTypeName = update.thingTypeName ?? kept;
    const attributes = checkCount(applyAttributes(thing.attributes, update.attributePayload), thingTypeName);
    const changed = { ...thing, thingTypeName, attributes, version: thing.version + 1 };
    this.#table.set(thingName, changed);
    return changed;
  }

  /** A thing that is not there is no error. @throws AwsError for one with principals */
  delete(thingName: string, expectedVersion?: number): void {
    const thing = this.#table.get(thingName);
    if (thing === undefined) return;
    checkVersion(thing, expectedVersion);
    if (thing.principals.length > 0) throw invalid(`The thing ${thingName} cannot be deleted: principals are attached`);
    this.#table.delete(thingName);
  }

  list(): Thing[] {
    return [...this.#table.values()].sort((a, b) => (a.thingName < b.thingName ? -1 : 1));
  }

  attach(thingName: string, principal: string): void {
    const thing = this.get(thingName);
    this.#table.set(thingName, { ...thing, principals: [...new Set([...thing.principals, principal])] });
  }

  detach(thingName: string, principal: string): void {
    const thing = this.get(thingName);
    this.#table.set(thingName, { ...thing, principals: thing.principals.filter((each) => each !== principal) });
  }
}

function checkCount(attributes: Attributes, thingTypeName: string | undefined): Attributes {
  const max = thingTypeName === undefined ? 3 : 50;
  if (Object.keys(attributes).length > max)
    throw invalid(`A thing ${max === 3 ? 'without' : 'with'} a type has at most ${max} attributes`);
  return attributes;
}

function checkVersion({ thingName, version }: Thing, expected: number | undefined): void {
  if (expected !== undefined && expected !== version) throw versionConflict(`thing ${thingName}`, expected);
}

function isSame(thing: Thing, thingTypeName: string | undefined, attributes: Attributes): boolean {
  const sorted = (of: Attributes): string => JSON.stringify(Object.entries(of).sort());
  return thing.thingTypeName === thingTypeName && sorted(thing.attributes) === sorted(attributes);
}
