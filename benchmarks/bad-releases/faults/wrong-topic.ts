import { type Fault, replace } from '../change.ts';

export const wrongTopic: Fault = {
  title: 'wrong topic: no device listens',
  showsBeforeTraffic: true,
  edits: [replace('packages/contracts/src/topics.ts', '/request/{commandId}', '/requests/{commandId}')],
};
