/** Whether an object has no members: asked of every record, so without a list of them. */
export const isEmpty = (object: object): boolean => {
  for (const _name in object) return false;
  return true;
};
