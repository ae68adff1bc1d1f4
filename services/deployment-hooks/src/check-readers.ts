import { decisionEvent } from '@signalbox/contracts';
import type { ProbeAnswer } from '@signalbox/lambda-kit';
import type { Shift } from './app-spec.ts';
import { askProbe } from './check-probes.ts';
import { functionExists } from './function-exists.ts';
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

/** Events that ask for a command, as the bus gives them on. */
const commandEvents = (answer: ProbeAnswer) =>
  eventsOf(answer)
    .filter(({ DetailType }) => DetailType === decisionEvent.detailType)
    .map(({ Detail = 'null', DetailType, Source }) => {
      const detail = JSON.parse(Detail) as { readonly decisionId?: unknown } | null;
      return { decisionId: detail?.decisionId, body: busEvent(String(Source), String(DetailType), detail) };
    });

/** Decisions that a reader has made commands of. */
const takenBy = (answer: ProbeAnswer): ReadonlySet<unknown> =>
  new Set(
    writesOf(answer, 'save').map(
      ([item]) => (item as { origin?: { decisionId?: unknown } } | null)?.origin?.decisionId,
    ),
  );

const ask = async (
  functions: Functions,
  { functionName, targetVersion }: Shift,
  reader: string,
  alias: string,
  context: ProbeContext,
): Promise<Finding> => {
  if (!(await functionExists(functions, reader, 'create-command')))
    return notLooked(`there is no function ${reader} yet: nobody reads`);
  const { answers, event } = decidingEvent(context);
  const decided = await askProbe(functions, functionName, targetVersion, { event, answers: atBothLevels(answers) });
  const events = commandEvents(decided);
  if (events.length === 0) return notLooked('it asks for no command: there is nothing to read');
  const refused: unknown[] = [];
  for (let start = 0; start < events.length; start += batchSize) {
    const part = events.slice(start, start + batchSize);
    const messages = part.map(({ body }, index) => ({ messageId: `event-${start + index}`, body }));
    const read = { event: queueEvent(messages, context.now), answers: atBothLevels({ save: 'saved', publish: null }) };
    const taken = takenBy(readingItems(await askProbe(functions, reader, alias, read)));
    refused.push(...part.filter(({ decisionId }) => !taken.has(decisionId)).map(({ decisionId }) => decisionId));
  }
  if (refused.length === 0) return { ok: true, lines: [`${reader}:${alias} reads all ${events.length}`] };
  const most = `${reader}:${alias} makes no command of ${refused.length} of ${events.length} decisions: ${refused.slice(0, 3).join(', ')}`;
  return { ok: false, lines: [most, 'deploy first who reads, then who writes'] };
};

/**
 * Has the version of the commands service that runs now read what a new version that decides says: services are released one
 * after the other, and who reads does not wait for who writes. Neither writes anything.
 */
export const checkReaders = async (
  functions: Functions,
  stage: string,
  shift: Shift,
  context: ProbeContext,
  progress: Progress,
): Promise<void> => {
  const reader = `signalbox-commands-${stage}-create`;
  await progress.check('readers: what it says is read by those who run', () =>
    ask(functions, shift, reader, shift.alias, context),
  );
};
