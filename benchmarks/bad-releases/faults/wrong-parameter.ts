import { type Fault, replace } from '../change.ts';

export const wrongParameter: Fault = {
  title: 'wrong parameter of a command',
  showsBeforeTraffic: true,
  edits: [replace('services/decisions/rules/pump-overheating.yaml', 'speed: 100', 'speed: 10')],
};
