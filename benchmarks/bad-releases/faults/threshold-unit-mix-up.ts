import { type Fault, replace } from '../change.ts';

const rule = 'services/decisions/rules/pump-overheating.yaml';

export const thresholdUnitMixUp: Fault = {
  title: 'threshold unit mix-up: °F for °C',
  showsBeforeTraffic: true,
  edits: [
    replace(rule, 'temperature >= 90', 'temperature >= 194'),
    replace(rule, 'temperature < 80', 'temperature < 176'),
  ],
};
