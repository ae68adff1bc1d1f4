const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether two trees of plain JSON hold the same, in whichever order a store gave their members back. */
export const isSameJson = (left: unknown, right: unknown): boolean => {
  if (left === right) return true;
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right)) return false;
  const entries = Object.entries(left);
  const members = right as Readonly<Record<string, unknown>>;
  if (entries.length !== Object.keys(right).length) return false;
  return entries.every(([name, value]) => Object.hasOwn(members, name) && isSameJson(value, members[name]));
};
