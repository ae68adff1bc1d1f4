import { reasonCodes } from '@signalbox/contracts';
import { atLeastOne, integer, object, oneOf, optional, required, text } from '@signalbox/decision-engine/yaml-file';
import { recordChangeKinds } from '../judge/expected-record-change.ts';
import { most, percent } from './percent.ts';

const atMost = object(
  {
    readings: optional(integer(1, most)),
    devices: optional(integer(1, most)),
    percent: optional(percent),
  },
  [atLeastOne('readings', 'devices', 'percent')],
);

/** One entry of `records`. */
export const recordChangeShape = object(
  {
    deviceType: optional(text('the name of a device type like pump', { maxLength: 64, pattern: '\\S' })),
    fleet: optional(text('the name of a fleet', { maxLength: 128, pattern: '\\S' })),
    change: required(oneOf(...recordChangeKinds)),
    code: optional(oneOf(...reasonCodes)),
    atMost: required(atMost),
    reason: required(text('a text that says why', { maxLength: 1000, pattern: '\\S' })),
  },
  [atLeastOne('deviceType', 'fleet')],
);
