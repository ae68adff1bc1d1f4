import { type Change, replace } from '../change.ts';

export const newMetric: Change = {
  title: 'pumps may report one more metric',
  edits: [
    replace(
      'packages/contracts/device-types/pump.json',
      '"running": { "type": "boolean" },',
      '"running": { "type": "boolean" },\n    "current": { "type": "number", "unit": "A", "minimum": 0, "maximum": 100 },',
    ),
  ],
};
