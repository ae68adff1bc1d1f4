import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decision } from '@signalbox/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alarms } from './alarms.fixture.ts';
import { combined } from './combined.fixture.ts';
import { conditions } from './conditions.fixture.ts';
import { schedules } from './schedules.fixture.ts';
import { clockText, type Happening, instant, type Story } from './story.fixture.ts';
import { waiting } from './waiting.fixture.ts';

const main = join(import.meta.dirname, '../../main.ts');
const groups = { conditions, waiting, schedules, alarms, combined };
const stories: Readonly<Record<string, Story>> = Object.assign({}, ...Object.values(groups));

let directory: string;
let decisions: readonly Decision[];

const recordOf = (name: string, receivedAt: number, happening: Happening): object => {
  const deviceId = `pump-${name}`;
  if ('payload' in happening) {
    const payload = Buffer.from(JSON.stringify(happening.payload)).toString('base64');
    return { payload, topic: `dt/demo/${deviceId}/telemetry`, clientId: deviceId, receivedAt };
  }
  const rule = happening.type === 'alarm' ? { rule: name } : {};
  return { fleet: 'demo', deviceId, receivedAt, by: 'ann', ...rule, ...happening };
};

/** All that happens, as lines of an archive. */
const archive = (): string =>
  Object.entries(stories)
    .flatMap(([name, { happenings }]) => happenings.map(([at, happening]) => ({ name, at: instant(at), happening })))
    .sort((one, other) => one.at - other.at)
    .map(({ name, at, happening }, index) => {
      const position = { shardId: 'shardId-000000000000', sequenceNumber: String(1_000 + index) };
      return `${JSON.stringify({ ...position, ...recordOf(name, at, happening) })}\n`;
    })
    .join('');

const replay = (...args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, 'replay', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, problems] = ['', ''];
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (problems += chunk));
    child.on('exit', (code) => (code === 0 ? resolve(output) : reject(new Error(`${code}: ${problems}`))));
  });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'signalbox-stories-'));
  await mkdir(join(directory, 'rules'));
  for (const [name, { rule }] of Object.entries(stories))
    await writeFile(join(directory, 'rules', `${name}.yaml`), `deviceTypes: [pump]${rule}\n`);
  const records = join(directory, 'records.ndjson');
  await writeFile(records, archive());
  const output = await replay('--rules', join(directory, 'rules'), '--records', records, '--decisions', '--json');
  decisions = output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

const told = (decision: Decision): string => {
  const { decidedAt, status } = decision;
  const done =
    'command' in decision
      ? `${decision.command.name} ${JSON.stringify(decision.command.parameters)}`
      : 'notification' in decision && decision.notification.message;
  return `${clockText(decidedAt)} ${status} ${done}`;
};

const decidedOn = (name: string): readonly string[] =>
  decisions.filter(({ deviceId, rule }) => rule === name && deviceId === `pump-${name}`).map(told);

describe.each(Object.entries(groups))('rules that real fleets need: %s', (_group, group) => {
  it.each(Object.entries(group))('%s', (name, story) => expect(decidedOn(name)).toEqual(story.decisions));
});

it('all stories have happened', () => {
  expect(Object.keys(stories).length).toBeGreaterThan(25);
  expect(decisions.at(-1)).toMatchObject({ type: 'summary', unreadable: 0, refusedRecords: {}, refusedReadings: {} });
});
