import { parseArgs } from 'node:util';
import { faults } from './faults/index.ts';
import { goodReleases } from './good/index.ts';

const names = [...Object.keys(faults), ...Object.keys(goodReleases)];

export const usage = `usage: pnpm bench bad-releases [--only <name>,…] [--speed 30] [--devices 20] [--warm-up 120] [--plain] [--keep]

Releases faults, each a small change of a copy of the sources, into an embedded cloud of its own that runs the release before it, with a
simulated fleet reporting; then releases that are good. Tells where each was stopped, wrong commands that reached a device (against
the replay of what was received under the rules before), telemetry that was lost, and for how long the new version had a part in it.

  --only       these alone
  --speed      seconds of the cloud's clock a second: a canary of five minutes takes ten seconds at 30
  --devices    how many report
  --warm-up    seconds for which they report before the first release
  --plain      by "sls deploy --stage local", without the record and the rollback of all services of "signalbox release"
  --keep       leave what each release said, and the state of its cloud, where it is

names: ${names.slice(0, Object.keys(faults).length).join(', ')}
good:  ${Object.keys(goodReleases).join(', ')}
`;

export interface Options {
  readonly only: readonly string[];
  readonly speed: number;
  readonly devices: number;
  readonly warmUpMs: number;
  readonly plain: boolean;
  readonly keep: boolean;
}

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new RangeError(`--${name} is ${text}: it must be a number above 0`);
  return value;
};

/** undefined: help was asked for. @throws RangeError for what means nothing */
export const parseOptions = (args: readonly string[]): Options | undefined => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      speed: { type: 'string', default: '30' },
      devices: { type: 'string', default: '20' },
      'warm-up': { type: 'string', default: '120' },
      plain: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const only = values.only?.split(',') ?? names;
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new RangeError(`there is no release ${unknown.join(', ')}; --help names them`);
  return {
    ...{ only, plain: values.plain, keep: values.keep },
    speed: positive('speed', values.speed),
    devices: positive('devices', values.devices),
    warmUpMs: positive('warm-up', values['warm-up']) * 1000,
  };
};
