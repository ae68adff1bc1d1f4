import { createHash } from 'node:crypto';
import { archiveLineOf, type Decision, objectKey } from '@signalbox/contracts';
import { type StreamItem, streamItems } from '@signalbox/lambda-kit';
import type { KinesisStreamEvent, SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { probeAnswer } from '../../test/probe-answer.ts';
import { kinds } from '../kinds.ts';
import { probesOf } from './index.ts';
import type { Probe, ProbeContext } from './probe.ts';

const now = Date.UTC(2026, 10, 24, 1, 30);
const decisionOf = (deviceId: string) =>
  ({ decisionId: `hot/${deviceId}/1/0`, rule: 'hot', deviceId, command: {} }) as unknown as Decision;
const decision = decisionOf('pump-probe-r1');
const bus = 'signalbox-x';
const context: ProbeContext = {
  now,
  run: 'r1',
  environment: { TELEMETRY_STORE: 'timestream', EVENT_BUS: bus },
  decisionsOn: async (deviceId) => [decisionOf(deviceId)],
};

const probe = async (kind: (typeof kinds)[number], name: string, of: ProbeContext = context): Promise<Probe> => {
  const found = (await probesOf(kind, of)).find((each) => each.name.includes(name));
  if (found === undefined) throw new Error(`${kind} has no probe ${name}`);
  return found;
};

const itemsOf = ({ event }: Probe): StreamItem[] => streamItems(event as KinesisStreamEvent);

describe('every kind', () => {
  it.each(kinds)('%s has probes with events that are JSON, and names of their own', async (kind) => {
    const probes = await probesOf(kind, context);
    expect(probes.length).toBeGreaterThan(1);
    expect(new Set(probes.map(({ name }) => name)).size).toBe(probes.length);
    for (const { event } of probes) expect(JSON.parse(JSON.stringify(event ?? null))).toEqual(event ?? null);
  });

  it.each(kinds)(
    '%s is not content with a function that fails, or that asks to write what is not foreseen',
    async (kind) => {
      for (const { verify, name } of await probesOf(kind, context)) {
        const failed = probeAnswer([], [], { probe: 'failed', error: 'no such module' });
        expect(verify(failed), name).not.toEqual([]);
        const strange = probeAnswer([['deleteEverything']], []);
        if (
          kind !== 'decisions-sweep' &&
          kind !== 'commands-sweep' &&
          kind !== 'rules-advance' &&
          name !== 'the function starts'
        ) {
          expect(verify({ ...strange, refusedWrites: [{ adapter: 'x', arguments: [] }] }), name).not.toEqual([]);
        }
      }
    },
  );
});

describe('archive', () => {
  it('takes lines byte for byte, and notices one that was touched, dropped or put elsewhere', async () => {
    const { verify, ...rest } = await probe('archive', 'good records');
    const items = itemsOf({ verify, ...rest });
    const [first = '', last = ''] = [items[0], items.at(-1)].map((item) => item?.sequenceNumber);
    const range = {
      arrivedAt: now,
      shardId: items[0]?.shardId ?? '',
      firstSequenceNumber: first,
      lastSequenceNumber: last,
    };
    const [key, lines] = [objectKey('archive', range), items.map(archiveLineOf)];
    expect(verify(probeAnswer([['putLines', key, lines]]))).toEqual([]);
    expect(verify(probeAnswer([['putLines', key, lines.slice(1)]]))).not.toEqual([]);
    expect(verify(probeAnswer([['putLines', `x${key}`, lines]]))).not.toEqual([]);
    expect(verify(probeAnswer([['putLines', key, lines.map((line) => ({ ...line, receivedAt: 1 }))]]))).not.toEqual([]);
    expect(verify(probeAnswer([['putLines', key, lines]], [first]))).not.toEqual([]);
    expect(verify(probeAnswer([]))).not.toEqual([]);
  });
});

describe('ingest', () => {
  const deviceId = 'pump-probe-r1';
  const row = { fleet: 'probe', deviceId, deviceType: 'pump' };
  const rows = [
    { ...row, time: now, version: now, metrics: { temperature: 21.5, running: true } },
    { ...row, time: now + 1, version: now + 1, metrics: { mode: 'eco' } },
  ];

  it('notices rows that are changed or missing, and another unit', async () => {
    const { verify } = await probe('ingest', 'good records');
    expect(verify(probeAnswer([['write', rows]]))).toEqual([]);
    expect(verify(probeAnswer([['write', rows.slice(1)]]))).not.toEqual([]);
    expect(verify(probeAnswer([['write', rows.map((each) => ({ ...each, deviceId: 'pump-1' }))]]))).not.toEqual([]);
    expect(verify(probeAnswer([]))).not.toEqual([]);
  });

  it('expects no rows where there is no store', async () => {
    const { verify } = await probe('ingest', 'good records', { ...context, environment: { TELEMETRY_STORE: 'none' } });
    expect(verify(probeAnswer([]))).toEqual([]);
    expect(verify(probeAnswer([['write', rows]]))).not.toEqual([]);
  });

  it('notices what is dropped in silence, or quarantined for another reason', async () => {
    const bad = await probe('ingest', 'bad records');
    expect(bad.verify(probeAnswer([]))).not.toEqual([]);
    expect(bad.verify(probeAnswer([['putLines', 'key', []]])).join()).toContain('what is quarantined');
  });

  it('notices that what the store did not take does not come again', async () => {
    const { verify, ...rest } = await probe('ingest', 'does not take');
    expect(verify(probeAnswer([], [itemsOf({ verify, ...rest })[0]?.sequenceNumber ?? '']))).toEqual([]);
    expect(verify(probeAnswer([]))).not.toEqual([]);
  });
});

describe('decide', () => {
  const item = (outbox: readonly unknown[], deviceId = 'pump-probe-r1') => ({ deviceId, fleet: 'probe', outbox });
  const event = (said: unknown, overrides: object = {}) => ({
    ...{ EventBusName: bus, Source: 'signalbox.decisions', DetailType: 'Decision', Detail: JSON.stringify(said) },
    ...overrides,
  });

  it('takes what the bundle decides, saved before it is said', async () => {
    const { verify } = await probe('decide', 'saved, then said');
    expect(
      verify(
        probeAnswer([
          ['save', item([decision])],
          ['putEvents', [event(decision)]],
          ['save', item([])],
        ]),
      ),
    ).toEqual([]);
    expect(
      verify(
        probeAnswer([
          ['putEvents', [event(decision)]],
          ['save', item([decision])],
          ['save', item([])],
        ]),
      ),
    ).not.toEqual([]);
    expect(verify(probeAnswer([['save', item([])]]))).not.toEqual([]);
    const twice = [decision, decision];
    expect(
      verify(
        probeAnswer([
          ['save', item(twice)],
          ['putEvents', twice.map((each) => event(each))],
          ['save', item([])],
        ]),
      ),
    ).not.toEqual([]);
    const other = { ...item([decision]), deviceId: 'pump-1' };
    expect(
      verify(
        probeAnswer([
          ['save', other],
          ['putEvents', [event(decision)]],
          ['save', item([])],
        ]),
      ),
    ).not.toEqual([]);
  });

  it.each([
    ['that says more than was decided', event({ ...decision, engine: 'two' })],
    ['that goes to another bus', event(decision, { EventBusName: 'default' })],
    ['of another kind', event(decision, { DetailType: 'Notification' })],
  ])('notices an event %s', async (_what, said) => {
    const { verify } = await probe('decide', 'saved, then said');
    const writes = [
      ['save', item([decision])],
      ['putEvents', [said]],
      ['save', item([])],
    ] as const;
    expect(verify(probeAnswer(writes))).not.toEqual([]);
  });

  it('takes devices by turns, and notices when one gets what is of another', async () => {
    const { verify, ...rest } = await probe('decide', 'by turns');
    const devices = [...new Set(itemsOf({ verify, ...rest }).map(({ partitionKey }) => partitionKey))];
    expect(devices).toHaveLength(3);
    expect(itemsOf({ verify, ...rest }).length).toBeGreaterThan(50);
    const writes = (told: (deviceId: string) => Decision) =>
      devices.flatMap(
        (deviceId) =>
          [
            ['save', item([decisionOf(deviceId)], deviceId)],
            ['putEvents', [event(told(deviceId))]],
            ['save', item([], deviceId)],
          ] as const,
      );
    expect(verify(probeAnswer(writes(decisionOf)))).toEqual([]);
    expect(verify(probeAnswer(writes(() => decisionOf(devices[0] ?? ''))))).not.toEqual([]);
    expect(verify(probeAnswer(writes(decisionOf).slice(3)))).not.toEqual([]);
  });

  it('notices that a state which others write is passed over, or that its decisions are said', async () => {
    const { verify, ...rest } = await probe('decide', 'others keep writing');
    const [first] = itemsOf({ verify, ...rest });
    const failed = [first?.sequenceNumber ?? ''];
    expect(verify(probeAnswer([['save', item([decision])]], failed))).toEqual([]);
    expect(verify(probeAnswer([['save', item([decision])]]))).not.toEqual([]);
    expect(
      verify(
        probeAnswer(
          [
            ['save', item([decision])],
            ['putEvents', [event(decision)]],
          ],
          failed,
        ),
      ),
    ).not.toEqual([]);
  });

  it('asks no more than hostile records of what has no bundle', async () => {
    const { decisionsOn: _none, ...without } = context;
    expect((await probesOf('decide', without)).map(({ name }) => name).join()).not.toContain('saved, then said');
  });
});

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

describe('the others', () => {
  it('put-again puts the message as it was received', async () => {
    const { verify, event } = await probe('put-again', 'as it was received');
    const { body = '' } = (event as SQSEvent).Records[0] ?? {};
    const { base64OriginalPayload: payload, topic, clientId } = JSON.parse(body);
    const entry = { partitionKey: clientId, record: { payload, topic, clientId, receivedAt: now } };
    expect(verify(probeAnswer([['put', entry]]))).toEqual([]);
    expect(verify(probeAnswer([['put', { ...entry, record: { ...entry.record, receivedAt: now + 1 } }]]))).not.toEqual(
      [],
    );
  });

  it('put-again puts each of many for its own device', async () => {
    const { verify, event } = await probe('put-again', 'many devices');
    const entries = (event as SQSEvent).Records.map(({ body }) => {
      const { base64OriginalPayload: payload, topic, clientId } = JSON.parse(body);
      return { partitionKey: clientId, record: { payload, topic, clientId, receivedAt: now } };
    });
    const puts = (some: readonly object[]) => probeAnswer(some.map((entry) => ['put', entry] as const));
    expect(verify(puts(entries.toReversed()))).toEqual([]);
    expect(verify(puts(entries.map((entry) => ({ ...entry, partitionKey: entries[0]?.partitionKey }))))).not.toEqual(
      [],
    );
    expect(verify(puts(entries.slice(1)))).not.toEqual([]);
  });

  it('a sweep of commands is not to publish one to another device', async () => {
    const { verify } = await probe('commands-sweep', 'own devices');
    const saved = { commandId: 'c1', fleet: 'f', deviceId: 'pump-1', status: 'SENT' };
    const to = (topic: string) =>
      probeAnswer([
        ['publish', { topic, request: { commandId: 'c1' } }],
        ['save', saved],
      ]);
    expect(verify(to('cmd/f/pump-1/request/c1'))).toEqual([]);
    expect(verify(to('cmd/f/pump-2/request/c1'))).not.toEqual([]);
    expect(verify(probeAnswer([['save', { ...saved, status: 'SUCCEEDED' }]]))).not.toEqual([]);
  });

  it('a sweep of decisions is to put ticks, and only such as are due', async () => {
    const { verify } = await probe('decisions-sweep', 'ticks');
    const tick = { type: 'tick', fleet: 'f', deviceId: 'pump-1', dueAt: 5, receivedAt: 6 };
    expect(verify(probeAnswer([['put', [tick]]]))).toEqual([]);
    expect(verify(probeAnswer([['put', [{ ...tick, dueAt: 7 }]]]))).not.toEqual([]);
    expect(verify(probeAnswer([['put', [{ ...tick, deviceId: '#' }]]]))).not.toEqual([]);
  });

  it('perform is to publish nothing to topics of commands', async () => {
    const { verify } = await probe('perform', 'topics of commands');
    const failed = ['topic-0', 'topic-1', 'topic-2'];
    expect(verify(probeAnswer([], failed))).toEqual([]);
    expect(verify(probeAnswer([['iotTopicPublish', {}, {}]], failed.slice(1)))).not.toEqual([]);
  });

  it('responses that no command awaits change nothing', async () => {
    const { verify } = await probe('acknowledge-command', 'change nothing');
    expect(verify(probeAnswer([]))).toEqual([]);
    expect(verify(probeAnswer([], ['response-0']))).not.toEqual([]);
    expect(verify(probeAnswer([['save', {}]]))).not.toEqual([]);
  });
});
