import { invalid } from './registry-error.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface AttributePayload {
  readonly attributes?: Attributes;
  /** Adds to the attributes there are; an empty value removes one. Without it they are replaced. */
  readonly merge?: boolean;
}

const NAME = /^[a-zA-Z0-9_.,@/:#-]{1,128}$/;
const VALUE = /^[a-zA-Z0-9_.,@/:#=[\]-]{0,800}$/;

/** @throws AwsError InvalidRequestException */
export function applyAttributes(current: Attributes, payload: AttributePayload | undefined): Attributes {
  if (payload?.attributes === undefined) return current;
  for (const [name, value] of Object.entries(payload.attributes)) {
    if (!NAME.test(name)) throw invalid(`The attribute name ${name} is not valid`);
    if (typeof value !== 'string' || !VALUE.test(value))
      throw invalid(`The value of the attribute ${name} is not valid`);
  }
  const all = payload.merge === true ? { ...current, ...payload.attributes } : payload.attributes;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
