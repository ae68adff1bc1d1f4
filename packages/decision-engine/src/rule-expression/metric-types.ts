import type { DeviceType } from '@signalbox/contracts';
import type { ScalarType } from './scope.ts';

/** The metrics that every one of `deviceTypes` may report, with the type that all of them declare. */
export const metricTypes = (deviceTypes: readonly DeviceType[]): Readonly<Record<string, ScalarType>> => {
  const [first, ...more] = deviceTypes;
  const common = Object.entries(first?.metrics ?? {}).filter(([name, { type }]) =>
    more.every(({ metrics }) => Object.hasOwn(metrics, name) && metrics[name]?.type === type),
  );
  return Object.fromEntries(common.map(([name, { type }]) => [name, type]));
};
