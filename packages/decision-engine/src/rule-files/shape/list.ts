import { type Shape, shown } from './shape.ts';

export interface ListLimits {
  readonly minItems?: number;
  readonly maxItems: number;
  readonly uniqueItems?: boolean;
}

/** A list; an item that cannot be read is undefined, so that each keeps its index. */
export const list = <T>(item: Shape<T>, limits: ListLimits): Shape<readonly (T | undefined)[]> => ({
  schema: { type: 'array', ...limits, items: item.schema },
  read: (value, path, report) => {
    if (!Array.isArray(value)) return void report(path, `is ${shown(value)}, must be a list`);
    const { minItems = 0, maxItems, uniqueItems } = limits;
    if (value.length < minItems) report(path, 'is an empty list');
    if (value.length > maxItems) report(path, `has ${value.length} items, at most ${maxItems} are allowed`);
    for (const [index, each] of value.entries()) {
      if (uniqueItems && value.indexOf(each) < index) report([...path, index], `${shown(each)} is there twice`);
    }
    return value.map((each, index) => item.read(each, [...path, index], report));
  },
});
