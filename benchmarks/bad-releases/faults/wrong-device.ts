import { type Fault, replace } from '../change.ts';

/** What was made for one device is kept and used for the next. */
export const wrongDevice: Fault = {
  title: 'command to the wrong device',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'services/commands/src/send-command.ts',
      'const publicationOf',
      'let target: string | undefined;\n\nconst publicationOf',
    ),
    replace(
      'services/commands/src/send-command.ts',
      'topic: commandRequestTopic.build({ fleet, deviceId, commandId }),',
      'topic: commandRequestTopic.build({ fleet, deviceId: (target ??= deviceId), commandId }),',
    ),
  ],
};
