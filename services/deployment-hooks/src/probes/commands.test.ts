import { createHash } from 'node:crypto';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { probeAnswer } from '../../test/probe-answer.ts';
import { now, probe } from '../../test/probes-of-kinds.ts';

describe('create-command', () => {
  const deviceId = 'pump-probe-r1';
  const decisionId = `probe/${deviceId}/probe@${now}/0`;
  const commandId = createHash('sha256').update(decisionId).digest('hex').slice(0, 32);
  const common = { name: 'set-fan', parameters: { speed: 100, zone: 'a' }, expiresAt: now + 300_000 };
  const saved = (status: string, version: number) => ({
    ...common,
    commandId,
    deviceId,
    fleet: 'probe',
    status,
    version,
  });
  const request = { ...common, commandId, issuedAt: now, decisionId };
  const publish = (topic: string, of: object = request) =>
    probeAnswer([
      ['save', saved('CREATED', 1)],
      ['publish', { topic, request: of, messageExpiry: 300 }],
      ['save', saved('SENT', 2)],
    ]);
  const topic = `cmd/probe/${deviceId}/request/${commandId}`;

  it('takes one command to its own device', async () => {
    const { verify } = await probe('create-command', 'a decision becomes');
    expect(verify(publish(topic))).toEqual([]);
  });

  it.each([
    ['the wrong topic', publish(`cmd/probe/${deviceId}/requests/${commandId}`)],
    ['another device', publish(`cmd/probe/pump-1/request/${commandId}`)],
    ['other parameters', publish(topic, { ...request, parameters: { speed: 0 } })],
    ['no expiry', publish(topic, { ...request, expiresAt: undefined })],
    [
      'a second one',
      { ...publish(topic), answeredWrites: [...publish(topic).answeredWrites, ...publish(topic).answeredWrites] },
    ],
    ['none', probeAnswer([])],
    ['one that nobody knows of', { ...publish(topic), answeredWrites: publish(topic).answeredWrites.slice(1, 2) }],
  ])('notices %s', async (_what, answer) => {
    const { verify } = await probe('create-command', 'a decision becomes');
    expect(verify(answer)).not.toEqual([]);
  });

  it('takes a command to each of many devices, and notices one that goes to another', async () => {
    const { verify, event } = await probe('create-command', 'many devices');
    const details = (event as SQSEvent).Records.map(({ body }) => JSON.parse(body).detail);
    expect(new Set(details.map((detail) => detail.deviceId)).size).toBe(10);
    const answerTo = (target: (deviceId: string) => string) =>
      probeAnswer(
        details.flatMap(({ decisionId: id, deviceId: to }) => {
          const commandId = createHash('sha256').update(id).digest('hex').slice(0, 32);
          const { name, parameters } = common;
          return [
            ['save', { commandId, deviceId: to, status: 'CREATED' }],
            [
              'publish',
              {
                topic: `cmd/probe/${target(to)}/request/${commandId}`,
                request: { commandId, name, parameters, decisionId: id },
              },
            ],
            ['save', { commandId, deviceId: to, status: 'SENT' }],
          ] as const;
        }),
      );
    expect(verify(answerTo((to) => to))).toEqual([]);
    expect(verify(answerTo(() => details[0].deviceId)).join()).toContain('to whom it sends what');
  });

  it('notices what is sent again although it is there already', async () => {
    const { verify, finds } = await probe('create-command', 'there already');
    expect(finds).toMatchObject({ load: { ...common, commandId, deviceId, fleet: 'probe', status: 'SENT' } });
    const answeredReads = [{ adapter: 'load', arguments: [commandId] }];
    const saved = probeAnswer([['save', {}]], [], { answeredReads });
    expect(verify(saved)).toEqual([]);
    const published = { adapter: 'publish', arguments: [{}] };
    expect(verify({ ...saved, answeredWrites: [...saved.answeredWrites, published] })).not.toEqual([]);
    expect(verify(probeAnswer([['save', {}]], ['again'], { answeredReads }))).not.toEqual([]);
    expect(verify({ ...saved, answeredReads: [] })).not.toEqual([]);
  });
});

describe('acknowledge-command', () => {
  const [deviceId, commandId] = ['pump-probe-r1', 'probe-r1'];
  const answeredReads = [{ adapter: 'load', arguments: [commandId] }];
  const step = (status: string, response: object) =>
    [
      'save',
      { commandId, deviceId, fleet: 'probe', status, version: 3, response: { at: now, ...response }, history: [] },
    ] as const;
  const steps = [
    step('SUCCEEDED', { result: { rpm: 1200 } }),
    step('IN_PROGRESS', {}),
    step('REJECTED', { reason: 'locked' }),
    step('FAILED', { reason: 'jammed' }),
  ];
  const [first, ...others] = steps;

  it('takes what the device said, in any order', async () => {
    const { verify, finds } = await probe('acknowledge-command', 'are recorded');
    expect(finds).toMatchObject({ load: { commandId, deviceId, fleet: 'probe', status: 'SENT', version: 2 } });
    expect(verify(probeAnswer(steps, [], { answeredReads }))).toEqual([]);
    expect(verify(probeAnswer(steps.toReversed(), [], { answeredReads }))).toEqual([]);
  });

  it.each([
    ['that none is recorded', []],
    ['that one is dropped', others],
    ['that one is recorded twice', [first ?? step('', {}), ...steps]],
    ['another status', [step('FAILED', { result: { rpm: 1200 } }), ...others]],
    ['that what it said is lost', [step('SUCCEEDED', {}), ...others]],
    ['a time of its own', [step('SUCCEEDED', { result: { rpm: 1200 }, at: now + 1 }), ...others]],
  ])('notices %s', async (_what, writes) => {
    const { verify } = await probe('acknowledge-command', 'are recorded');
    expect(verify(probeAnswer(writes, [], { answeredReads }))).not.toEqual([]);
  });

  it('notices that another command was looked for', async () => {
    const { verify } = await probe('acknowledge-command', 'are recorded');
    const read = { adapter: 'load', arguments: ['another'] };
    expect(verify(probeAnswer(steps, [], { answeredReads: [read] }))).not.toEqual([]);
  });

  it.each(['after the last word', 'said again', "another device's", "another fleet's"])(
    'notices that something is recorded: %s',
    async (name) => {
      const { verify } = await probe('acknowledge-command', name);
      expect(verify(probeAnswer([], [], { answeredReads }))).toEqual([]);
      expect(verify(probeAnswer([step('SUCCEEDED', {})], [], { answeredReads }))).not.toEqual([]);
      expect(verify(probeAnswer([], ['answer-0'], { answeredReads }))).not.toEqual([]);
    },
  );

  it('notices that an answer is lost that could not be recorded', async () => {
    const { verify } = await probe('acknowledge-command', 'cannot be recorded');
    expect(verify(probeAnswer([], ['answer-0'], { answeredReads }))).toEqual([]);
    expect(verify(probeAnswer([], [], { answeredReads }))).not.toEqual([]);
  });
});
