import { type Fault, replace } from '../change.ts';

export const acknowledgementsDropped: Fault = {
  title: 'acknowledgements dropped',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'services/commands/src/handle-response.ts',
      'const outcome = await acknowledge(parsed.value, receivedAt);',
      "if (status === 'SUCCEEDED') return;\n    const outcome = await acknowledge(parsed.value, receivedAt);",
    ),
  ],
};
