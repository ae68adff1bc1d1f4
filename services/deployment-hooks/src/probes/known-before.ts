import { type DeviceType, deviceTypes } from '@signalbox/contracts';
import released from '@signalbox/contracts/released-device-types' with { type: 'json' };

type Metric = DeviceType['metrics'][string];

/** What both ranges hold; undefined if that is nothing. */
const common = (now: Metric, before: Metric | undefined): Metric | undefined => {
  if (before === undefined || now.type !== before.type) return undefined;
  if (now.type !== 'number' || before.type !== 'number') return now;
  const minimum = Math.max(now.minimum, before.minimum);
  const maximum = Math.min(now.maximum, before.maximum);
  return minimum > maximum ? undefined : { ...now, minimum, maximum };
};

/** Device types with the metrics and the ranges that are both these types' and `before`'s. */
export const commonTypes = (now: readonly DeviceType[], before: readonly DeviceType[]): readonly DeviceType[] =>
  now.map((type) => {
    const known = before.find(({ deviceType }) => deviceType === type.deviceType)?.metrics ?? {};
    const metrics = Object.entries(type.metrics).flatMap(([name, metric]) => {
      const both = common(metric, Object.hasOwn(known, name) ? known[name] : undefined);
      return both === undefined ? [] : [[name, both] as const];
    });
    return { ...type, metrics: Object.fromEntries(metrics) };
  });

/** What the released version knows as well: two versions that take turns both take a reading of it. */
export const knownBefore: readonly DeviceType[] = commonTypes(deviceTypes, released as readonly DeviceType[]);
