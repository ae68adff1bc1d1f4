import { type Fault, replace } from '../change.ts';

export const schemaNarrowed: Fault = {
  title: 'schema narrowed: what pumps report is refused',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'packages/contracts/device-types/pump.json',
      '"minimum": -50, "maximum": 200',
      '"minimum": 0, "maximum": 85',
    ),
  ],
};
