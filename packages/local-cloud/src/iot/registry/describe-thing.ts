import type { Thing, Things } from './things.ts';

/** A thing as DescribeThing answers it: https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeThing.html */
export function describeThing(things: Things, { thingName, thingId, thingTypeName, attributes, version }: Thing) {
  const identity = { defaultClientId: thingName, thingName, thingId, thingArn: things.arn(thingName) };
  return { ...identity, thingTypeName, attributes, version };
}
