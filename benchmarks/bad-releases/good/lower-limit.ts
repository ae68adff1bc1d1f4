import { type Change, replace } from '../change.ts';

const declared = (change: string, more = ''): string =>
  `  - { rule: pump-overheating, change: ${change}, atMost: { percent: 1000${more} }, reason: Bearings suffer from 88 °C on }\n`;

export const lowerLimit: Change = {
  title: 'a lower limit, declared',
  edits: [
    replace('services/decisions/rules/pump-overheating.yaml', 'temperature >= 90', 'temperature >= 88'),
    {
      file: 'releases/expected-changes.yaml',
      change: (text) =>
        text.replace(
          /^changes:.*$/m,
          () =>
            `changes:\n${declared('added')}${declared('removed')}${declared('changed')}${declared('moved', ', by: 1h')}`,
        ),
    },
  ],
};
