import { type Fault, replace } from '../change.ts';

export const crashOnStart: Fault = {
  title: 'crash on start',
  showsBeforeTraffic: true,
  edits: [
    replace(
      'services/decisions/src/functions/decide.ts',
      'const concurrency = 100;',
      "const concurrency = Number(JSON.parse(process.env['DECIDE_SETTINGS'] as string).concurrency);",
    ),
  ],
};
