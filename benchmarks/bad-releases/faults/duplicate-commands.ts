import { type Fault, replace } from '../change.ts';

/** "Send it again, to be sure", under an id of its own. */
export const duplicateCommands: Fault = {
  title: 'duplicate commands',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'services/commands/src/handle-request.ts',
      'const { created, status, idReused } = await create(parsed.command);',
      'await create({ ...parsed.command, commandId: `${parsed.command.commandId}-1` });\n    const { created, status, idReused } = await create(parsed.command);',
    ),
  ],
};
