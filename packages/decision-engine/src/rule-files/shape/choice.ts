import { isObject } from './object.ts';
import type { Shape } from './shape.ts';

/** Either a short form, a scalar or list, or an object that says more. */
export const shortOr = <S, O>(short: Shape<S>, object: Shape<O>): Shape<S | O> => ({
  schema: { anyOf: [short.schema, object.schema] },
  read: (value, path, report): S | O | undefined => (isObject(value) ? object : short).read(value, path, report),
});
