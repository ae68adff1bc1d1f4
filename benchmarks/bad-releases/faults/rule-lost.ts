import { type Fault, replace } from '../change.ts';

export const ruleLost: Fault = {
  title: 'rule that never fires again',
  showsBeforeTraffic: true,
  edits: [
    replace('services/decisions/rules/pump-strained.yaml', 'running && vibration', 'running == false && vibration'),
  ],
};
