import { isObject } from './object.ts';
import type { Shape } from './shape.ts';

/** Either a short form, a scalar or list, or an object that says more. */
export const shortOr = <S, O>(short: Shape<S>, object: Shape<O>): Shape<S | O> => ({
  schema: { anyOf: [short.schema, object.schema] },
  read: (value, path, report): S | O | undefined => (isObject(value) ? object : short).read(value, path, report),
});

/** Either a text or a list. */
export const textOrList = <T, L>(text: Shape<T>, list: Shape<L>): Shape<T | L> => ({
  schema: { anyOf: [text.schema, list.schema] },
  read: (value, path, report): T | L | undefined => (Array.isArray(value) ? list : text).read(value, path, report),
});
