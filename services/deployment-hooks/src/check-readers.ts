import { decisionEvent, detectorActionEvent } from '@signalbox/contracts';
import type { ProbeAnswer } from '@signalbox/lambda-kit';
import type { Shift } from './app-spec.ts';
import { askProbe } from './check-probes.ts';
import { functionExists } from './function-exists.ts';
import type { Kind } from './kinds.ts';
import type { Functions } from './ports.ts';
import { decidingEvent, eventsOf } from './probes/decide.ts';
import { writesOf } from './probes/expectations.ts';
import type { ProbeContext } from './probes/probe.ts';
import { busEvent, queueEvent } from './probes/queue-event.ts';
import { atBothLevels, readingItems } from './probes/stored-item.ts';
import type { Finding, Progress } from './progress.ts';

/** Messages that the queue of a reader gives at once. */
const batchSize = 10;

const notLooked = (line: string): Finding => ({ ok: true, lines: [line] });

/** Who reads decision events of a kind from a queue. */
interface Reader {
  readonly functionName: string;
  readonly kind: Kind;
  readonly detailType: string;
  /** What its writes are answered with when all is well. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Ids of the decisions that it has taken on. */
  readonly takenBy: (answer: ProbeAnswer) => readonly unknown[];
}

interface Identified {
  readonly decisionId?: unknown;
}

const create = (stage: string): Reader => ({
  functionName: `signalbox-commands-${stage}-create`,
  kind: 'create-command',
  detailType: decisionEvent.detailType,
  answers: atBothLevels({ save: 'saved', publish: null }),
  takenBy: (answer) =>
    writesOf(readingItems(answer), 'save').map(
      ([item]) => (item as { origin?: Identified } | null)?.origin?.decisionId,
    ),
});

const perform = (stage: string): Reader => ({
  functionName: `signalbox-decisions-${stage}-perform`,
  kind: 'perform',
  detailType: detectorActionEvent.detailType,
  answers: { iotTopicPublish: null, sns: null, sqs: null, lambda: null },
  takenBy: ({ answeredWrites }) =>
    answeredWrites.map(({ arguments: [, origin] }) => (origin as Identified | null)?.decisionId),
});

/** Events of a reader, as the bus gives them on. */
const eventsFor = ({ detailType }: Reader, answer: ProbeAnswer) =>
  eventsOf(answer)
    .filter(({ DetailType }) => DetailType === detailType)
    .map(({ Detail = 'null', DetailType, Source }) => {
      const detail = JSON.parse(Detail) as Identified | null;
      return { decisionId: detail?.decisionId, body: busEvent(String(Source), String(DetailType), detail) };
    });

const ask = async (
  functions: Functions,
  reader: Reader,
  alias: string,
  decided: ProbeAnswer,
  now: number,
): Promise<Finding> => {
  const { answers, functionName, kind } = reader;
  const events = eventsFor(reader, decided);
  if (events.length === 0) return notLooked(`it says nothing to ${functionName}`);
  if (!(await functionExists(functions, functionName, kind)))
    return notLooked(`there is no function ${functionName} yet: nobody reads`);
  const refused: unknown[] = [];
  for (let start = 0; start < events.length; start += batchSize) {
    const part = events.slice(start, start + batchSize);
    const messages = part.map(({ body }, index) => ({ messageId: `event-${start + index}`, body }));
    const read = { event: queueEvent(messages, now), answers };
    const taken = new Set(reader.takenBy(await askProbe(functions, functionName, alias, read)));
    refused.push(...part.filter(({ decisionId }) => !taken.has(decisionId)).map(({ decisionId }) => decisionId));
  }
  if (refused.length === 0) return { ok: true, lines: [`${functionName}:${alias} reads all ${events.length}`] };
  const most = `${functionName}:${alias} does nothing of ${refused.length} of ${events.length} decisions: ${refused.slice(0, 3).join(', ')}`;
  return { ok: false, lines: [most, 'deploy first who reads, then who writes'] };
};

/**
 * Has the versions that run now and act on decisions, those that make commands and those that carry out actions, read what a new
 * version that decides says: functions are released one after the other, and who reads does not wait for who writes. None writes
 * anything.
 */
export const checkReaders = async (
  functions: Functions,
  stage: string,
  { alias, functionName, targetVersion }: Shift,
  context: ProbeContext,
  progress: Progress,
): Promise<void> => {
  await progress.check('readers: what it says is read by those who run', async () => {
    const { answers, event } = decidingEvent(context);
    const asked = { event, answers: atBothLevels(answers) };
    const decided = await askProbe(functions, functionName, targetVersion, asked);
    const found: Finding[] = [];
    for (const reader of [create(stage), perform(stage)]) {
      found.push(await ask(functions, reader, alias, decided, context.now));
    }
    return { ok: found.every(({ ok }) => ok), lines: found.flatMap(({ lines }) => lines) };
  });
};
