import { randomUUID } from 'node:crypto';
import type { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { Table } from '../../kernel/table.ts';
import { alreadyExists, checkName, invalid, notFound } from './registry-error.ts';

export interface ThingTypeProperties {
  readonly thingTypeDescription?: string;
  readonly searchableAttributes?: readonly string[];
}

export interface ThingType {
  readonly thingTypeName: string;
  readonly thingTypeId: string;
  readonly properties: ThingTypeProperties;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly deprecatedAt?: number;
}

/** A type is deleted five minutes after its deprecation at the earliest. */
const DEPRECATION_MS = 5 * 60_000;

export class ThingTypes {
  readonly #table: Table<ThingType>;
  readonly #context: CloudContext;

  constructor(context: CloudContext) {
    this.#table = context.storage.table<ThingType>('iot-thing-types');
    this.#context = context;
  }

  arn(thingTypeName: string): string {
    return this.#context.arn('iot', `thingtype/${thingTypeName}`);
  }

  create(thingTypeName: string, properties: ThingTypeProperties): ThingType {
    checkName(thingTypeName, 'thingTypeName');
    const existing = this.#table.get(thingTypeName);
    if (existing !== undefined) {
      if (JSON.stringify(existing.properties) === JSON.stringify(properties)) return existing;
      throw alreadyExists(`Thing type ${thingTypeName}`, thingTypeName, this.arn(thingTypeName));
    }
    const type = { thingTypeName, thingTypeId: randomUUID(), properties, createdAt: this.#context.clock.now() };
    this.#table.set(thingTypeName, type);
    return type;
  }

  get(thingTypeName: string): ThingType {
    const type = this.#table.get(thingTypeName);
    if (type === undefined) throw notFound(`Thing type ${thingTypeName}`);
    return type;
  }

  /** @throws AwsError for a type that is not there or deprecated */
  requireActive(thingTypeName: string): void {
    if (this.get(thingTypeName).deprecatedAt !== undefined) throw isDeprecated(thingTypeName);
  }

  deprecate(thingTypeName: string, undo: boolean): void {
    const { deprecatedAt: _, ...type } = this.get(thingTypeName);
    this.#table.set(thingTypeName, undo ? type : { ...type, deprecatedAt: this.#context.clock.now() });
  }

  /** @throws AwsError for a type that is not deprecated for five minutes */
  delete(thingTypeName: string): void {
    const { deprecatedAt } = this.get(thingTypeName);
    if (deprecatedAt === undefined) throw invalid(`The thing type ${thingTypeName} is not deprecated`);
    if (this.#context.clock.now() - deprecatedAt < DEPRECATION_MS) {
      throw invalid(`Please wait for 5 minutes after deprecation and then retry, thing type: ${thingTypeName}`);
    }
    this.#table.delete(thingTypeName);
  }

  /** Without the five minutes: CloudFormation waits for them. */
  remove(thingTypeName: string): void {
    this.#table.delete(thingTypeName);
  }

  list(): ThingType[] {
    return [...this.#table.values()].sort((a, b) => (a.thingTypeName < b.thingTypeName ? -1 : 1));
  }

  changeProperties(thingTypeName: string, properties: ThingTypeProperties): void {
    this.#table.set(thingTypeName, { ...this.get(thingTypeName), properties });
  }
}

function isDeprecated(thingTypeName: string): AwsError {
  return invalid(`Can not create new thing with deprecated thing type: ${thingTypeName}`);
}
