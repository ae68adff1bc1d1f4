import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Console } from '../../output/console.ts';
import { type CheckOptions, run } from './run.ts';

const good = 'deviceTypes: [pump]\nwhen: temperature > 90\nthen: [{ notification: { message: hot } }]\n';
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'signalbox-rules-'));
  await writeFile(join(directory, 'good.yaml'), good);
  await writeFile(
    join(directory, 'bad.yaml'),
    good.replace('temperature', 'temprature').replace('when', 'severity: 1\nwhen'),
  );
});
afterAll(() => rm(directory, { recursive: true }));

const check = async (files: readonly string[], options: CheckOptions = {}) => {
  const said: string[] = [];
  const console = {
    line: (text: string) => said.push(text),
    note: (text: string) => said.push(text),
    style: (_style: unknown, text: string) => text,
  } as unknown as Console;
  const code = await run(
    files.map((file) => join(directory, file)),
    options,
    console,
  ).then(
    () => 0,
    (error) => `${error.exitCode}: ${error.message}`,
  );
  return { code, said: said.map((text) => text.replaceAll(`${directory}/`, '')) };
};

test('says how many rules there are if nothing is wrong', async () => {
  expect(await check(['good.yaml'])).toEqual({
    code: 0,
    said: [expect.stringMatching(/^1 rule, no problems \([0-9a-f]{12}\)$/)],
  });
});

test('tells every problem with its place', async () => {
  const { code, said } = await check(['']);
  expect(code).toBe('1: 2 problems in 1 file');
  expect(said).toEqual([
    'bad.yaml:2:11: is 1, must be one of info, warning, critical',
    'bad.yaml:3:7: "temprature" is neither a metric nor a parameter here; did you mean "temperature"?',
  ]);
});

test('takes a file and its folder as one, and gives JSON', async () => {
  const { said } = await check(['', 'good.yaml', 'bad.yaml'], { json: true });
  expect(said.map((text) => JSON.parse(text))).toMatchObject([
    { line: 2, column: 11 },
    { line: 3, column: 7 },
  ]);
});

test('refuses what is not there', async () => {
  expect((await check(['none.yaml'])).code).toMatch(/^2: .*none.yaml cannot be read: ENOENT/);
});
