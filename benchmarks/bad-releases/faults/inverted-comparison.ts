import { type Fault, replace } from '../change.ts';

const rule = 'services/decisions/rules/pump-overheating.yaml';

export const invertedComparison: Fault = {
  title: 'inverted comparison',
  showsBeforeTraffic: true,
  edits: [
    replace(rule, 'temperature >= 90', 'temperature <= 80'),
    replace(rule, 'temperature < 80', 'temperature > 90'),
  ],
};
