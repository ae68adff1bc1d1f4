import { type Fault, replace } from '../change.ts';

/** It reads what it writes; the version before cannot. */
export const poisonStateWritten: Fault = {
  title: 'poison state written',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'services/decisions/src/adapters/device-item-attributes.ts',
      'state: { S: JSON.stringify(item.state) },',
      'state: { S: JSON.stringify({ ...item.state, schemaVersion: 3, previous: item.state }) },',
    ),
    replace(
      'services/decisions/src/adapters/device-item-attributes.ts',
      "state: restoreState(JSON.parse(attributes['state']?.S ?? 'null')),",
      "state: restoreState({ ...JSON.parse(attributes['state']?.S ?? 'null'), schemaVersion: 2 }),",
    ),
  ],
};
