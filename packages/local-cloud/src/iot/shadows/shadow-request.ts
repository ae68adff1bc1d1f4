import { isObject, type Json, type JsonObject, SECTIONS, type ShadowChange } from './shadow-document.ts';
import { shadowError } from './shadow-error.ts';

export interface UpdateRequest {
  readonly change: ShadowChange;
  readonly version: number | undefined;
  readonly clientToken: string | undefined;
}

const MAX_BYTES = 8 * 1024;
/** Of the desired or the reported section. */
const MAX_DEPTH = 6;
const MAX_TOKEN_BYTES = 64;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads an update. @throws AwsError 400, 413, 415 */
export function readUpdate(payload: Uint8Array): UpdateRequest {
  if (payload.length > MAX_BYTES) throw shadowError(413, 'The payload exceeds the maximum size allowed');
  const document = parseObject(payload);
  const { state, version } = document;
  const clientToken = tokenOf(document);
  if (state === undefined) throw shadowError(400, 'Missing required node: state');
  if (!isObject(state)) throw shadowError(400, 'State node must be an object');
  if (version !== undefined && !(Number.isSafeInteger(version) && Number(version) >= 0)) {
    throw shadowError(400, 'Invalid version');
  }
  return { change: readChange(state), version: version as number | undefined, clientToken };
}

/** The token of a get or delete request, whose payload may be empty or anything. */
export function readToken(payload: Uint8Array): string | undefined {
  try {
    return tokenOf(parseObject(payload));
  } catch {
    return undefined;
  }
}

function parseObject(payload: Uint8Array): JsonObject {
  const document = parse(decode(payload));
  if (!isObject(document)) throw shadowError(400, 'Invalid JSON');
  return document;
}

function decode(payload: Uint8Array): string {
  try {
    return utf8.decode(payload);
  } catch {
    throw shadowError(415, 'Unsupported documented encoding; supported encoding is UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw shadowError(400, 'Invalid JSON');
  }
}

function tokenOf({ clientToken }: JsonObject): string | undefined {
  if (clientToken === undefined) return undefined;
  if (typeof clientToken === 'string' && Buffer.byteLength(clientToken) <= MAX_TOKEN_BYTES) return clientToken;
  throw shadowError(400, 'Invalid clientToken');
}

function readChange(state: JsonObject): ShadowChange {
  const stranger = Object.keys(state).find((key) => !SECTIONS.some((section) => section === key));
  if (stranger !== undefined) throw shadowError(400, 'State contains an invalid node');
  for (const section of SECTIONS) {
    const part = state[section];
    if (part === undefined || part === null) continue;
    const name = section === 'desired' ? 'Desired' : 'Reported';
    if (!isObject(part)) throw shadowError(400, `${name} node must be an object`);
    checkNode(part, 1);
  }
  return state as ShadowChange;
}

function checkNode(node: Json, depth: number): void {
  if (depth > MAX_DEPTH + 1) {
    throw shadowError(400, `JSON contains too many levels of nesting; maximum is ${MAX_DEPTH}`);
  }
  if (Array.isArray(node)) {
    if (node.includes(null)) throw shadowError(400, 'State contains an invalid node');
    for (const item of node as readonly Json[]) checkNode(item, depth + 1);
  } else if (isObject(node)) for (const value of Object.values(node)) checkNode(value, depth + 1);
}
