import { reasonCodes } from '../src/schemas/quarantine-record.ts';

const position = {
  shardId: 'shardId-000000000003',
  sequenceNumber: '49668000000000000000000000000000000000000000000000000001',
};
const about = { fleet: 'demo', deviceId: 'pump-7' };
const receivedAt = 1_764_000_000_000;
const replay = { quarantineId: '2026112318-000000000003-49668-2', reading: 2 };
const metrics = { temperature: 95.5, running: true, mode: 'eco' };

const telemetry = {
  ...{ type: 'telemetry', payload: 'eyJtZXRyaWNzIjp7fX0=', topic: 'dt/demo/pump-7/telemetry', clientId: 'pump-7' },
  ...{ receivedAt, replay },
};
const tick = { type: 'tick', ...about, dueAt: receivedAt - 1, receivedAt };
const settings = {
  type: 'settings',
  ...about,
  receivedAt,
  settings: { limit: 4.5, on: true, mode: 'x', gone: null },
  by: 'ada',
};
const operation = { type: 'alarm', ...about, receivedAt, rule: 'pump-strained', by: 'ada', note: 'on my way' };
const alarms = [
  ...['ACKNOWLEDGE', 'ENABLE', 'DISABLE', 'RESET'].map((name) => ({ ...operation, operation: name })),
  { ...operation, operation: 'SNOOZE', snoozeMs: 60_000 },
];
const strayed = { ...position, partitionKey: 'pump-8' };

const decided = {
  ...{ decisionId: 'hot/pump-7/shardId-0:1#0/0', ruleSet: 'default', rule: 'hot', ...about, decidedAt: receivedAt },
  ...{ cause: { type: 'reading', ...position, reading: 0 }, reason: 'temperature 95.5 >= 90' },
  ...{ severity: 'critical', status: 'ACTIVE' },
};
const causes = [
  decided.cause,
  { type: 'timer', timer: 'for', dueAt: receivedAt },
  { type: 'timer', timer: 'release', dueAt: receivedAt },
  { type: 'operation', ...position },
];
const action = { event: 'hot', lifecycle: 'onEnter', payload: '{}' };
const actions = [
  { type: 'iotTopicPublish', ...action, mqttTopic: 'alarms/pump-7' },
  { type: 'sns', ...action, targetArn: 'arn:aws:sns:us-east-1:000000000000:alarms' },
  { type: 'sqs', ...action, queueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/alarms', useBase64: true },
  { type: 'lambda', ...action, functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:alarms' },
];
const command = { name: 'set-fan', parameters: { speed: 100, nested: { a: [1] } }, expiresInMs: 300_000 };

const refused = {
  ...{ quarantineId: '2026112318-000000000003-49668-2', reason: 'METRIC_RANGE', detail: 'too hot' },
  ...{ position: { ...position, reading: 2 }, partitionKey: 'pump-7', receivedAt },
};

/**
 * What services and devices write today, by the name of the contract: every member and every value of an enumeration in at least one.
 * Samples of a new member belong here only once the version that can read it is everywhere.
 */
export const written: Readonly<Record<string, readonly object[]>> = {
  'telemetry-reading': [
    { time: receivedAt, seq: 7, metrics },
    { time: '2026-11-24T08:15:00Z', metrics },
  ],
  'telemetry-backlog': [
    {
      readings: [
        { time: receivedAt, seq: 7, metrics },
        { time: '2026-11-24T08:15:00Z', metrics },
      ],
    },
  ],
  'telemetry-record': [telemetry],
  'tick-record': [tick],
  'settings-record': [settings],
  'alarm-record': alarms,
  'archived-telemetry': [{ ...strayed, ...telemetry }],
  'archived-tick': [{ ...strayed, ...tick }],
  'archived-settings': [{ ...strayed, ...settings }],
  'archived-alarm': alarms.map((alarm) => ({ ...strayed, ...alarm })),
  'archived-unreadable': [{ ...strayed, type: 'unreadable', data: '/wAB', receivedAt }],
  'command-decision': causes.flatMap((cause) =>
    ['info', 'warning', 'critical'].map((severity) => ({ ...decided, cause, severity, command })),
  ),
  'notification-decision': causes.map((cause) => ({
    ...decided,
    cause,
    notification: { subject: 'Hot', message: 'Hot!' },
  })),
  'action-decision': actions.map((each) => ({ ...decided, action: each })),
  'command-requested': [
    {
      commandId: 'c1',
      ...about,
      name: 'set-fan',
      parameters: {},
      requestedBy: 'cli',
      requestedAt: receivedAt,
      expiresInMs: 1,
    },
  ],
  'command-request': [
    {
      ...{
        commandId: 'c1',
        name: 'set-fan',
        parameters: { speed: 1 },
        issuedAt: receivedAt,
        expiresAt: receivedAt + 1,
      },
      decisionId: decided.decisionId,
    },
  ],
  'command-response': ['IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'REJECTED'].map((status) => ({
    ...{ status, reason: 'no power', result: { speed: 0 } },
  })),
  'quarantined-message': reasonCodes.map((reason) => ({
    ...{ ...refused, reason, kind: 'message', topic: telemetry.topic, clientId: 'pump-7', payload: 'AA==', replay },
  })),
  'quarantined-record': reasonCodes.map((reason) => ({ ...refused, reason, kind: 'record', payload: '/wAB' })),
};
