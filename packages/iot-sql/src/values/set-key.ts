import { isObject, type SqlObject, type SqlValue } from './sql-value.ts';

/** Assigns a key that may come from a payload: `__proto__` becomes an ordinary key. */
export function setKey(target: SqlObject, key: string, value: SqlValue): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** Assigns at a dotted path; objects on the way are copied, for they may belong to the payload. */
export function setPath(target: SqlObject, path: readonly string[], value: SqlValue): void {
  let object = target;
  for (const key of path.slice(0, -1)) {
    const existing = Object.hasOwn(object, key) ? object[key] : undefined;
    const child: SqlObject = isObject(existing) ? { ...existing } : {};
    setKey(object, key, child);
    object = child;
  }
  setKey(object, path.at(-1) ?? '', value);
}
