import { type Fault, replace } from '../change.ts';

export const noCommands: Fault = {
  title: 'no commands at all',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'services/commands/src/send-command.ts',
      'if (!expired) await publisher.publish',
      'if (expired) await publisher.publish',
    ),
  ],
};
