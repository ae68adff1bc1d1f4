import { type Fault, replace } from '../change.ts';

export const droppedHysteresis: Fault = {
  title: 'dropped hysteresis',
  showsBeforeTraffic: true,
  edits: [replace('services/decisions/rules/pump-overheating.yaml', 'temperature < 80', 'temperature < 90')],
};
