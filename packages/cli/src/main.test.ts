import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const signalbox = (...args: readonly string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
    execFile(process.execPath, [main, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

const nowhere = ['--endpoint-url', 'http://127.0.0.1:9'];

test.each([
  ['--help'],
  ['start --help'],
  ['up --help'],
  ['devices --help'],
  ['devices simulate --help'],
  ['devices run --help'],
  ['telemetry tail --help'],
  ['telemetry query --help'],
  ['commands send --help'],
  ['commands list --help'],
  ['commands show --help'],
  ['quarantine list --help'],
  ['quarantine show --help'],
  ['quarantine replay --help'],
  ['detector check --help'],
  ['detector run --help'],
])('%s helps, and loads nothing that it does not need', async (command) => {
  const { code, stdout, stderr } = await signalbox(...command.split(' '));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: signalbox/);
});

test.each([
  ['no command', [], /Usage: signalbox/],
  ['an unknown command', ['fly'], /unknown command 'fly'/],
  ['an unknown option', ['up', '--colour'], /unknown option '--colour'/],
  ['a port that is none', ['up', '--port', '99999'], /'99999' is invalid\. It must be a whole number from 0 to 65535/],
  ['a rate that is none', ['devices', 'simulate', '--rate', '5'], /'5' is invalid\. A rate is a number and one of/],
  ['a duration that is none', ['telemetry', 'query', '--since', '5x'], /'5x' is invalid\. It must be a duration/],
  ['parameters that are no JSON', ['commands', 'send', 'pump-7', 'go', '{'], /It is not JSON/],
  ['a reason that is none', ['quarantine', 'list', '--reason', 'BAD'], /Allowed choices are EMPTY_PAYLOAD/],
  ['a device that is no pump', ['devices', 'run', 'toaster-1'], /toaster-1 is no pump/],
  ['a replay of nothing', ['quarantine', 'replay'], /give either an id or --reason/],
  [
    'AWS for stage local',
    ['commands', 'list', '--endpoint-url', 'https://example.com'],
    /stage local is this machine's/,
  ],
  ['the local cloud for prod', ['commands', 'list', '--stage', 'prod', ...nowhere], /only stage local may use it/],
  ['no broker for prod', ['telemetry', 'tail', '--stage', 'prod'], /stage prod needs --mqtt-url/],
])('%s is one clear line and exit code 2', async (_name, args, message) => {
  const { code, stdout, stderr } = await signalbox(...args);
  expect(stdout).toBe('');
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(code).toBe(2);
});

test.each([
  ['commands list', ['commands', 'list', ...nowhere]],
  ['commands send', ['commands', 'send', 'pump-7', 'set-fan', '{}', ...nowhere]],
  ['telemetry query', ['telemetry', 'query', ...nowhere]],
  ['quarantine list', ['quarantine', 'list', ...nowhere]],
  ['devices simulate', ['devices', 'simulate', ...nowhere]],
  ['telemetry tail', ['telemetry', 'tail', '--mqtt-url', 'mqtt://127.0.0.1:9']],
])('%s without a cloud says how to start one', async (_name, args) => {
  const { code, stdout, stderr } = await signalbox(...args);
  expect(stderr).toMatch(
    /^error: (nothing|no broker) answers at (http|mqtt)?(:\/\/)?127\.0\.0\.1:9; start .*signalbox up/,
  );
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});
