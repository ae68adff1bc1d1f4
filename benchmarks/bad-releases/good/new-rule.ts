import type { Change } from '../change.ts';

const rule = `description: Somebody should know of a pump that runs warm.
deviceTypes: [pump]
severity: info
when: temperature >= 86
clear: temperature < 75
maxAge: 15m
then:
  - notification:
      message: \${deviceId} of \${fleet} runs warm.
`;

export const newRule: Change = {
  title: 'one more rule, declared',
  adds: { 'services/decisions/rules/pump-warm.yaml': rule },
  edits: [
    {
      file: 'releases/expected-changes.yaml',
      change: (text) =>
        text.replace(
          /^changes:.*$/m,
          'changes:\n  - { rule: pump-warm, change: added, atMost: { decisions: 100000 }, reason: The new rule }',
        ),
    },
  ],
};
