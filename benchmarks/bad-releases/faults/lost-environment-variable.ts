import { type Fault, replace } from '../change.ts';

export const lostEnvironmentVariable: Fault = {
  title: 'lost environment variable',
  showsBeforeTraffic: true,
  edits: [replace('services/commands/serverless.yml', /\n {4}COMMANDS_TABLE: .*/, '')],
};
