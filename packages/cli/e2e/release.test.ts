import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodeDeployClient, GetDeploymentCommand, ListDeploymentsCommand } from '@aws-sdk/client-codedeploy';
import { GetAliasCommand, LambdaClient } from '@aws-sdk/client-lambda';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { clientSettings } from './client-settings.ts';
import { allCommands, archivedLines, eventually } from './clients.ts';
import type { CloudProcess } from './cloud-process.ts';
import { copyRepository, editIn } from './copied-repository.ts';
import { collectDecisionEvents, type DecisionEvents } from './decision-events.ts';
import { discard, startDeployedCloud } from './deployed-cloud.ts';
import { replayedIds } from './replayed.ts';
import { type Ran, serverless } from './serverless.ts';
import { signalbox } from './signalbox.ts';

/** Five minutes of a canary are five seconds here. */
const speed = 60;
const ruleFile = 'services/decisions/rules/pump-overheating.yaml';
const decide = 'signalbox-decisions-local-decide';

let cloud: CloudProcess;
let copy: string;
let device: MqttClient;
let events: DecisionEvents;
let lambda: LambdaClient;
let codeDeploy: CodeDeployClient;

beforeAll(async () => {
  cloud = await startDeployedCloud(inject('deployedDirectory'), speed);
  copy = copyRepository();
  device = await mqtt.connectAsync(cloud.mqttUrl, { clientId: 'gateway-release' });
  events = await collectDecisionEvents(cloud);
  lambda = new LambdaClient(clientSettings(cloud));
  codeDeploy = new CodeDeployClient(clientSettings(cloud));
});

afterAll(async () => {
  await device?.endAsync(true);
  events?.close();
  lambda?.destroy();
  codeDeploy?.destroy();
  if (copy !== undefined) rmSync(copy, { recursive: true, force: true });
  if (cloud !== undefined) await discard(cloud);
});

const report = (deviceId: string, temperature: number) =>
  device.publishAsync(`dt/demo/${deviceId}/telemetry`, JSON.stringify({ metrics: { temperature } }), { qos: 1 });

const liveVersion = async (): Promise<string | undefined> =>
  (await lambda.send(new GetAliasCommand({ FunctionName: decide, Name: 'live' }))).FunctionVersion;

const deploy = (): Promise<Ran> => serverless(cloud.endpoint, ['deploy', '--stage', 'local'], copy);

/** Ids of the deployments that ended in `status`, newest first. */
const deployments = async (status: 'Succeeded' | 'Failed'): Promise<readonly string[]> =>
  (await codeDeploy.send(new ListDeploymentsCommand({ includeOnlyStatuses: [status] }))).deployments ?? [];

const commandsOf = async (deviceId: string) =>
  (await allCommands(cloud)).filter((command) => command.deviceId === deviceId).length;

interface Phases {
  readonly entry?: { readonly phase: string };
  readonly timeline: readonly { readonly phase: string }[];
}

/** Which phase holds now, and all that were written so far. */
const rulePhases = async (): Promise<{ now: string | undefined; all: readonly string[] }> => {
  const { output } = await signalbox(cloud, ['rules', 'status', '--json']);
  const { entry, timeline } = JSON.parse(output) as Phases;
  return { now: entry?.phase, all: timeline.map(({ phase }) => phase) };
};

let version: string | undefined;

test('an undeclared change of a threshold is stopped before any device is affected', async () => {
  version = await liveVersion();
  await report('pump-1', 86);
  await eventually(
    () => archivedLines(cloud),
    (lines) => lines.length > 0,
  );
  editIn(copy, ruleFile, (text) => text.replace('temperature >= 90', 'temperature >= 85'));
  const { code, output } = await deploy();
  expect(code).toBe(1);
  expect(output).toContain('pump-overheating');
  expect(output).toMatch(/expected-changes\.yaml/);
  expect(await liveVersion()).toBe(version);
  expect(await commandsOf('pump-1')).toBe(0);
  const [failed = ''] = await deployments('Failed');
  expect(output).toContain(failed);
  const { deploymentInfo } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId: failed }));
  expect(deploymentInfo?.errorInformation?.code).toBe('HOOK_EXECUTION_FAILURE');
  const shown = await signalbox(cloud, ['releases', 'show', failed]);
  expect(shown).toMatchObject({ code: 0, output: expect.stringContaining('pump-overheating') });
  expect(shown.output).toMatch(/devices: pump-/);
  expect((await signalbox(cloud, ['releases', 'list'])).output).toContain(failed);
});

test('declared, it goes through shadow and a cohort to all devices', async () => {
  const changes = `changes:
  - rule: pump-overheating
    change: added
    atMost: { percent: 1000 }
    reason: 85 °C is hot
  - rule: pump-overheating
    change: moved
    atMost: { percent: 1000, by: 1h }
    reason: 85 °C is hot
  - rule: pump-overheating
    change: removed
    atMost: { percent: 1000 }
    reason: 85 °C is hot
`;
  writeFileSync(join(copy, 'releases/expected-changes.yaml'), changes);
  const { code, output } = await deploy();
  expect(output).not.toMatch(/Error:/);
  expect(code).toBe(0);
  expect(await liveVersion()).not.toBe(version);
  const { all } = await eventually(rulePhases, ({ now }) => now === 'all');
  expect(all).toEqual(['baseline', 'shadow', 'cohort', 'all']);
  await eventually(
    async () => {
      await report('pump-2', 86);
      return commandsOf('pump-2');
    },
    (commands) => commands > 0,
  );
});

test('rolled back by hand, the old rules decide again, and go on with what the others began', async () => {
  expect(await signalbox(cloud, ['rules', 'rollback', '--reason', 'too early'])).toMatchObject({ code: 0 });
  await eventually(rulePhases, ({ now }) => now === 'rolled-back');
  await report('pump-3', 86);
  await report('pump-4', 95);
  await eventually(
    () => commandsOf('pump-4'),
    (commands) => commands > 0,
  );
  expect(await commandsOf('pump-3')).toBe(0);
  await report('pump-2', 75);
  await eventually(
    () => commandsOf('pump-2'),
    (commands) => commands === 2,
  );
});

test('a replay decides by the rules that decided at the time', async () => {
  await eventually(
    async () => [[...(await events.ids())].sort(), [...(await replayedIds(cloud, true))].sort()],
    ([live = [], replayed = []]) => live.length > 0 && live.join() === replayed.join(),
  );
});
