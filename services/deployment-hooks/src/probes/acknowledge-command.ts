import { commandResponseTopic } from '@signalbox/contracts';
import type { ProbeAnswer } from '@signalbox/lambda-kit';
import { all, asked, failedItems, looksFor, same, writesOf } from './expectations.ts';
import type { Probe, ProbesOf } from './probe.ts';
import { queueEvent } from './queue-event.ts';
import { type StoredCommand, storedCommand, versionOfSent } from './stored-command.ts';
import { probeFleet } from './stream-event.ts';

const responseOf = (topic: string, payload: string, receivedAt: number): string =>
  JSON.stringify({ payload: Buffer.from(payload).toString('base64'), topic, clientId: 'probe', receivedAt });

/** What a device says of a command: a JSON object with a status. */
type Said = Readonly<Record<string, unknown>> & { readonly status: string };

/** Answers of a device, as the queue gives them. */
export const answerEvent = (topic: string, said: readonly Said[], at: number) =>
  queueEvent(
    said.map((one, index) => ({ messageId: `answer-${index}`, body: responseOf(topic, JSON.stringify(one), at) })),
    at,
  );

const savedSteps = (answer: ProbeAnswer): unknown[] =>
  writesOf(answer, 'save').map(([item]) => {
    const { commandId, fleet, deviceId, status, version, response } = (item ?? {}) as Readonly<Record<string, unknown>>;
    return { commandId, fleet, deviceId, status, version, response };
  });

const byStatus = (one: unknown, other: unknown): number => {
  const [first, second] = [one, other].map((step) => String((step as { status?: unknown }).status));
  return (first ?? '') < (second ?? '') ? -1 : 1;
};

/** Each answer, told of the same command as it is found, is recorded as it was said; they may be in any order. */
const records = (name: string, topic: string, found: StoredCommand, said: readonly Said[]): Probe => {
  const { commandId, createdAt: at, deviceId } = found;
  const steps = said.map(({ status, ...more }) => ({
    ...{ commandId, deviceId, fleet: probeFleet, status, version: versionOfSent + 1 },
    response: { at, ...more },
  }));
  return {
    name,
    event: answerEvent(topic, said, at),
    answers: { save: 'saved' },
    finds: { load: storedCommand(found) },
    verify: (answer) =>
      all(
        answer,
        () => asked(answer, { save: said.length }),
        () => looksFor(answer, 'load', [commandId]),
        () => same('what it saves', savedSteps(answer).sort(byStatus), steps.toSorted(byStatus)),
        () => failedItems(answer, []),
      ),
  };
};

/** The command stays as it is found, and the answers do not come again. */
const ignores = (name: string, topic: string, found: StoredCommand, said: readonly Said[]): Probe => ({
  name,
  event: answerEvent(topic, said, found.createdAt),
  answers: { save: 'saved' },
  finds: { load: storedCommand(found) },
  verify: (answer) =>
    all(
      answer,
      () => asked(answer, {}),
      () => looksFor(answer, 'load', [found.commandId]),
      () => failedItems(answer, []),
    ),
});

const [inProgress, succeeded, failed, rejected]: readonly [Said, Said, Said, Said] = [
  { status: 'IN_PROGRESS' },
  { status: 'SUCCEEDED', result: { rpm: 1200 } },
  { status: 'FAILED', reason: 'jammed' },
  { status: 'REJECTED', reason: 'locked' },
];

/**
 * What a device says of its command is recorded, once, and the last word stands. It may say anything: what cannot be read, and what no
 * command awaits, changes nothing and is not tried again.
 */
export const acknowledgeCommandProbes: ProbesOf = ({ now, run }) => {
  const place = { fleet: probeFleet, deviceId: `pump-probe-${run}`, commandId: `probe-${run}` };
  const topic = commandResponseTopic.build(place);
  const sent: StoredCommand = { ...place, createdAt: now };
  const bodies = [
    responseOf(topic, '{"status":"SUCCEEDED"}', now),
    responseOf(topic, '{"status":"IN_PROGRESS","reason":"probe"}', now),
    responseOf(topic, '{"status":"WELL"}', now),
    responseOf(topic, 'not json', now),
    responseOf('cmd/probe/+/response/#', '{"status":"SUCCEEDED"}', now),
    responseOf(topic.replace('/response/', '/request/'), '{"status":"SUCCEEDED"}', now),
    '{"payload":1}',
    'not json',
    'null',
  ];
  return [
    {
      ...records("a device's answers are recorded", topic, sent, [inProgress, succeeded, failed, rejected]),
      soak: true,
    },
    records("a device's last word comes before that its time was over", topic, { ...sent, status: 'TIMED_OUT' }, [
      succeeded,
      failed,
    ]),
    ignores('what comes after the last word changes nothing', topic, { ...sent, status: 'SUCCEEDED' }, [
      inProgress,
      succeeded,
      failed,
    ]),
    ignores('what is said again changes nothing', topic, { ...sent, status: 'IN_PROGRESS' }, [inProgress]),
    ignores("another device's command stays as it is", topic, { ...sent, deviceId: `${place.deviceId}-other` }, [
      succeeded,
    ]),
    ignores("another fleet's command stays as it is", topic, { ...sent, fleet: 'other' }, [succeeded]),
    {
      name: 'an answer that cannot be recorded comes again',
      event: answerEvent(topic, [succeeded], now),
      answers: { save: 'conflict' },
      finds: { load: storedCommand(sent) },
      verify: (answer) => all(answer, () => failedItems(answer, ['answer-0'])),
    },
    {
      name: 'responses that no command awaits change nothing',
      event: queueEvent(
        bodies.map((body, index) => ({ messageId: `response-${index}`, body })),
        now,
      ),
      answers: { save: 'saved' },
      verify: (answer) =>
        all(
          answer,
          () => asked(answer, {}),
          () => failedItems(answer, []),
        ),
    },
  ];
};
