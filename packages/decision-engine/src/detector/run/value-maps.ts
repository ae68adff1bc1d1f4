import { decodeValue, type EncodedValue, encodeValue, type Value } from '../../expression/iot-events/index.ts';

type Encoded = Readonly<Record<string, EncodedValue>>;

/** Values by name, as they are kept. */
export const encodeAll = (values: ReadonlyMap<string, Value>): Encoded =>
  Object.fromEntries([...values].map(([name, value]) => [name, encodeValue(value)]));

export const decodeAll = (values: Encoded = {}): Map<string, Value> =>
  new Map(Object.entries(values).map(([name, value]) => [name, decodeValue(value)]));
