import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetAliasCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { clientSettings } from './client-settings.ts';
import type { CloudProcess } from './cloud-process.ts';
import { copyRepository, editIn } from './copied-repository.ts';
import { discard, startDeployedCloud } from './deployed-cloud.ts';
import type { Ran } from './serverless.ts';
import { signalbox } from './signalbox.ts';

/** Five minutes of a canary are five seconds here. */
const speed = 60;
const ingest = 'signalbox-telemetry-ingestion-local-ingest';
const decide = 'signalbox-decisions-local-decide';
const create = 'signalbox-commands-local-create';

let cloud: CloudProcess;
let copy: string;
let lambda: LambdaClient;

beforeAll(async () => {
  cloud = await startDeployedCloud(inject('deployedDirectory'), speed);
  copy = copyRepository();
  lambda = new LambdaClient(clientSettings(cloud));
});

afterAll(async () => {
  lambda?.destroy();
  if (copy !== undefined) rmSync(copy, { recursive: true, force: true });
  if (cloud !== undefined) await discard(cloud);
});

/** `signalbox release` of the copy, as somebody runs it in a checkout. */
const release = (): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const main = join(copy, 'packages/cli/src/main.ts');
    const args = [main, 'release', '--stage', 'local', '--endpoint-url', cloud.endpoint];
    const env = { ...process.env, SLS_AWS_MONITORING_FREQUENCY: '100', FORCE_COLOR: '0' };
    const child = spawn(process.execPath, args, { cwd: copy, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, output }));
  });

/** Hash of the code that all calls of a function reach. */
const liveCode = async (FunctionName: string): Promise<string> => {
  const alias = await lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
  expect(alias.RoutingConfig?.AdditionalVersionWeights ?? {}).toEqual({});
  const Qualifier = alias.FunctionVersion;
  return (await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }))).CodeSha256 ?? '';
};

const liveCodes = async () => ({
  ingest: await liveCode(ingest),
  decide: await liveCode(decide),
  create: await liveCode(create),
});

/** The newest record of a release. */
const newestRelease = async (): Promise<{ id: string; line: string }> => {
  const { output } = await signalbox(cloud, ['releases', 'list']);
  const line = output.split('\n').find((each) => each.startsWith('release-')) ?? '';
  return { id: line.split(/\s/)[0] ?? '', line };
};

/** All that was written of the rules, the last entry is what holds next. */
const ruleTimeline = async (): Promise<readonly { readonly phase: string; readonly stable: string }[]> => {
  const { output } = await signalbox(cloud, ['rules', 'status', '--json']);
  return (JSON.parse(output) as { timeline: Awaited<ReturnType<typeof ruleTimeline>> }).timeline;
};

const declared = ['added', 'removed', 'moved']
  .map((change) => `  - { rule: pump-overheating, change: ${change}, atMost: { percent: 1000 }, reason: 85 °C is hot }`)
  .join('\n');

const rightTopic = 'commandRequestTopic.build({ fleet, deviceId, commandId })';
const wrongTopic = "commandRequestTopic.build({ fleet, deviceId, commandId }).replace('cmd/', 'cmds/')";
const sendCommand = 'services/commands/src/send-command.ts';

test('when a later service fails, code and rules that went out in the same release are taken back', async () => {
  const before = await liveCodes();
  editIn(copy, 'services/telemetry-ingestion/src/ingest-batch.ts', (text) =>
    text.replace("log.info('quarantined'", "log.info('put into quarantine'"),
  );
  editIn(copy, 'services/decisions/rules/pump-overheating.yaml', (text) =>
    text.replace('temperature >= 90', 'temperature >= 85'),
  );
  writeFileSync(join(copy, 'releases/expected-changes.yaml'), `changes:\n${declared}\n`);
  editIn(copy, sendCommand, (text) => text.replace(rightTopic, wrongTopic));

  const { code, output } = await release();

  expect(output).toMatch(/the topic is "cmds\/probe\//);
  expect(output).toContain('telemetry-ingestion');
  expect(code).toBe(1);
  expect(await liveCodes()).toEqual(before);
  const { id, line } = await newestRelease();
  expect(line).toContain('ROLLED_BACK');
  const shown = await signalbox(cloud, ['releases', 'show', id]);
  for (const text of ['service telemetry-ingestion: ROLLED_BACK', 'service decisions: ROLLED_BACK', decide, 'cmds/']) {
    expect(shown.output).toContain(text);
  }
  const [baseline, released, ...later] = await ruleTimeline();
  expect([baseline?.phase, released?.phase]).toEqual(['baseline', 'shadow']);
  expect(later.at(-1)?.stable).toBe(baseline?.stable);
  expect(['all', 'rolled-back']).toContain(later.at(-1)?.phase);
});

test('mended, the whole release goes out: also the services that were taken back, though they did not change since', async () => {
  const before = await liveCodes();
  editIn(copy, sendCommand, (text) => text.replace(wrongTopic, rightTopic));
  const old = await ruleTimeline();

  const { code, output } = await release();

  expect(output).not.toMatch(/^error: /m);
  expect(code).toBe(0);
  const after = await liveCodes();
  expect(after.ingest).not.toBe(before.ingest);
  expect(after.decide).not.toBe(before.decide);
  expect((await newestRelease()).line).toContain('SUCCEEDED');
  const since = (await ruleTimeline()).slice(old.length);
  expect(since.map(({ phase }) => phase)).toEqual(['shadow', 'cohort', 'all']);
  expect(since.at(-1)?.stable).not.toBe(old.at(-1)?.stable);
});
