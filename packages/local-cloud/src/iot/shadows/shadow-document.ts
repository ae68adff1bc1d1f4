export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export type Section = 'desired' | 'reported';
export const SECTIONS: readonly Section[] = ['desired', 'reported'];

/** The state and, leaf by leaf, when it was set (epoch seconds). A section that is empty is missing. */
export interface ShadowState {
  readonly state: { readonly [S in Section]?: JsonObject };
  readonly metadata: { readonly [S in Section]?: JsonObject };
}

export const EMPTY_STATE: ShadowState = { state: {}, metadata: {} };

export type ShadowChange = { readonly [S in Section]?: JsonObject | null };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Merges a change: null deletes a key or a section, objects merge, everything else (arrays too) replaces.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html
 */
export function applyChange(shadow: ShadowState, change: ShadowChange, nowSeconds: number): ShadowState {
  const state: { [S in Section]?: JsonObject } = { ...shadow.state };
  const metadata: { [S in Section]?: JsonObject } = { ...shadow.metadata };
  for (const section of SECTIONS) {
    const part = change[section];
    if (part === undefined) continue;
    delete state[section];
    delete metadata[section];
    if (part === null) continue;
    const merged = merge(shadow.state[section] ?? {}, part);
    const stamped = stamp(shadow.metadata[section] ?? {}, part, nowSeconds);
    if (Object.keys(merged).length > 0) Object.assign(state, { [section]: merged });
    if (Object.keys(stamped).length > 0) Object.assign(metadata, { [section]: stamped });
  }
  return { state, metadata };
}

function merge(current: JsonObject, change: JsonObject): JsonObject {
  const result = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(change)) {
    const old = result.get(key);
    if (value === null) result.delete(key);
    else result.set(key, isObject(value) ? merge(isObject(old) ? old : {}, value) : value);
  }
  return Object.fromEntries(result);
}

function stamp(current: JsonObject, change: JsonObject, timestamp: number): JsonObject {
  const result = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(change)) {
    const old = result.get(key);
    if (value === null) result.delete(key);
    else result.set(key, isObject(value) ? stamp(isObject(old) ? old : {}, value, timestamp) : { timestamp });
  }
  return Object.fromEntries(result);
}

/** The metadata of the keys that a change set: what `/update/accepted` carries. */
export function metadataOf(change: ShadowChange, timestamp: number): JsonObject {
  const entries = SECTIONS.map((section) => [section, change[section]] as const)
    .filter(([, part]) => isObject(part))
    .map(([section, part]) => [section, stamp({}, part as JsonObject, timestamp)] as const);
  return Object.fromEntries(entries);
}

/** Desired keys that differ from the reported ones or are missing there, with the metadata of the desired ones. */
export function deltaOf({ state, metadata }: ShadowState): { state: JsonObject; metadata: JsonObject } | undefined {
  const delta = difference(state.desired ?? {}, state.reported ?? {});
  if (delta === undefined) return undefined;
  return { state: delta, metadata: restrict(metadata.desired ?? {}, delta) };
}

function difference(desired: JsonObject, reported: JsonObject): JsonObject | undefined {
  const result = new Map<string, Json>();
  for (const [key, value] of Object.entries(desired)) {
    const other = Object.hasOwn(reported, key) ? reported[key] : undefined;
    if (isObject(value) && isObject(other)) {
      const inner = difference(value, other);
      if (inner !== undefined) result.set(key, inner);
    } else if (!isSame(value, other)) result.set(key, value);
  }
  return result.size === 0 ? undefined : Object.fromEntries(result);
}

function isSame(left: Json, right: Json | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function restrict(metadata: JsonObject, to: JsonObject): JsonObject {
  const entries = Object.entries(to).map(([key, value]) => {
    const inner = metadata[key] ?? {};
    return [key, isObject(value) && isObject(inner) ? restrict(inner, value) : inner] as const;
  });
  return Object.fromEntries(entries);
}
