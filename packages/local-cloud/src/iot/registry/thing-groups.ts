import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../kernel/context.ts';
import type { Table } from '../../kernel/table.ts';
import { type AttributePayload, type Attributes, applyAttributes } from './attributes.ts';
import { alreadyExists, checkName, invalid, notFound, versionConflict } from './registry-error.ts';
import type { Things } from './things.ts';

export interface ThingGroupProperties {
  readonly thingGroupDescription?: string;
  readonly attributePayload?: AttributePayload;
}

export interface ThingGroup {
  readonly thingGroupName: string;
  readonly thingGroupId: string;
  readonly parentGroupName?: string | undefined;
  readonly description?: string | undefined;
  readonly attributes: Attributes;
  readonly things: readonly string[];
  readonly version: number;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** Static thing groups. */
export class ThingGroups {
  readonly #table: Table<ThingGroup>;
  readonly #things: Things;
  readonly #context: CloudContext;

  constructor(context: CloudContext, things: Things) {
    this.#table = context.storage.table<ThingGroup>('iot-thing-groups');
    this.#things = things;
    this.#context = context;
  }

  arn(thingGroupName: string): string {
    return this.#context.arn('iot', `thinggroup/${thingGroupName}`);
  }

  create(thingGroupName: string, properties: ThingGroupProperties, parentGroupName?: string): ThingGroup {
    checkName(thingGroupName, 'thingGroupName');
    if (parentGroupName !== undefined) this.get(parentGroupName);
    const attributes = applyAttributes({}, properties.attributePayload);
    const description = properties.thingGroupDescription;
    const existing = this.#table.get(thingGroupName);
    if (existing !== undefined) {
      const same = existing.parentGroupName === parentGroupName && existing.description === description;
      if (same && JSON.stringify(existing.attributes) === JSON.stringify(attributes)) return existing;
      throw alreadyExists(`Thing group ${thingGroupName}`, thingGroupName, this.arn(thingGroupName));
    }
    const identity = { thingGroupName, thingGroupId: randomUUID(), parentGroupName };
    const createdAt = this.#context.clock.now();
    const group = { ...identity, description, attributes, things: [], version: 1, createdAt };
    this.#table.set(thingGroupName, group);
    return group;
  }

  get(thingGroupName: string): ThingGroup {
    const group = this.#table.get(thingGroupName);
    if (group === undefined) throw notFound(`Thing group ${thingGroupName}`);
    return group;
  }

  update(thingGroupName: string, properties: ThingGroupProperties, expectedVersion?: number): ThingGroup {
    const group = this.get(thingGroupName);
    checkVersion(group, expectedVersion);
    const attributes = applyAttributes(group.attributes, properties.attributePayload);
    const description = properties.thingGroupDescription ?? group.description;
    const changed = { ...group, attributes, description, version: group.version + 1 };
    this.#table.set(thingGroupName, changed);
    return changed;
  }

  /** A group that is not there is no error. @throws AwsError for one with children */
  delete(thingGroupName: string, expectedVersion?: number): void {
    const group = this.#table.get(thingGroupName);
    if (group === undefined) return;
    checkVersion(group, expectedVersion);
    const child = this.list().find(({ parentGroupName }) => parentGroupName === thingGroupName);
    if (child !== undefined)
      throw invalid(`Cannot delete thing group ${thingGroupName} when there are still child groups`);
    this.#table.delete(thingGroupName);
  }

  add(thingGroupName: string, thingName: string): void {
    const group = this.get(thingGroupName);
    this.#things.get(thingName);
    this.#table.set(thingGroupName, { ...group, things: [...new Set([...group.things, thingName])] });
  }

  remove(thingGroupName: string, thingName: string): void {
    const group = this.get(thingGroupName);
    this.#table.set(thingGroupName, { ...group, things: group.things.filter((each) => each !== thingName) });
  }

  list(): ThingGroup[] {
    return [...this.#table.values()].sort((a, b) => (a.thingGroupName < b.thingGroupName ? -1 : 1));
  }

  /** Those that a thing was put into itself. */
  of(thingName: string): ThingGroup[] {
    return this.list().filter(({ things }) => things.includes(thingName));
  }

  /** As lists of groups name it. */
  reference({ thingGroupName }: ThingGroup): { groupName: string; groupArn: string } {
    return { groupName: thingGroupName, groupArn: this.arn(thingGroupName) };
  }

  /** From the root to the parent. */
  ancestors(group: ThingGroup): ThingGroup[] {
    if (group.parentGroupName === undefined) return [];
    const parent = this.get(group.parentGroupName);
    return [...this.ancestors(parent), parent];
  }

  /** Itself and all below it. */
  withDescendants(group: ThingGroup): ThingGroup[] {
    const children = this.list().filter(({ parentGroupName }) => parentGroupName === group.thingGroupName);
    return [group, ...children.flatMap((child) => this.withDescendants(child))];
  }
}

function checkVersion({ thingGroupName, version }: ThingGroup, expected: number | undefined): void {
  if (expected !== undefined && expected !== version) throw versionConflict(`thing group ${thingGroupName}`, expected);
}
