import { archiveLineOf, objectKey } from '@signalbox/contracts';
import { all, asked, failedItems, sameBytes, writesOf } from './expectations.ts';
import { hostileRecords } from './hostile.ts';
import type { Probe, ProbesOf } from './probe.ts';
import { message, type Put, placed, rangeOf, reading, streamEvent } from './stream-event.ts';

const archived = (name: string, puts: readonly Put[], now: number): Probe => {
  const items = placed(puts, now);
  const range = rangeOf(items, now);
  const lines = items.map(archiveLineOf);
  return {
    name,
    event: streamEvent(items),
    answers: { putLines: null },
    verify: (answer) =>
      all(
        answer,
        () => asked(answer, { putLines: 1 }),
        () => failedItems(answer, []),
        () => {
          const [[key, given] = []] = writesOf(answer, 'putLines');
          const list = Array.isArray(given) ? given : [];
          return [
            ...sameBytes('the key of the object', key, objectKey('archive', range)),
            ...sameBytes('the number of lines', list.length, lines.length),
            ...lines.flatMap((line, index) => sameBytes(`line ${index + 1}`, list[index], line)),
          ];
        },
      ),
  };
};

/** As many as no fault that meets one in a hundred lets pass, of devices by turns; no two are the same. */
const many = (deviceId: string, now: number): Put[] =>
  Array.from({ length: 300 }, (_, index) =>
    reading(`${deviceId}-${index % 7}`, { temperature: index / 4, mode: `ü ${index}` }, now - index * 997),
  );

/** Every record is archived as it came, whatever it is; and if it cannot be, the batch comes again. */
export const archiveProbes: ProbesOf = ({ now, run }) => {
  const deviceId = `pump-probe-${run}`;
  const good = [
    reading(deviceId, { temperature: 21.5, running: true }, now),
    message(deviceId, '{"metrics": {"temperature": 10.0}}', now - 1),
  ];
  const refused = streamEvent(placed(good, now));
  return [
    archived('good records are archived as they came', good, now),
    archived(
      'bad records are archived as they came',
      [message(deviceId, 'not json', now), message(deviceId, '', now)],
      now,
    ),
    archived('hostile records are archived as they came', hostileRecords(deviceId, now), now),
    { ...archived('of many records none is left out', many(deviceId, now), now), soak: true },
    {
      name: 'a batch that cannot be archived comes again',
      event: refused,
      // The put is refused: then the invocation must fail.
      verify: ({ probe, refusedWrites }) =>
        probe === 'failed' && refusedWrites.length > 0 ? [] : ['the put failed, and the function did not'],
    },
  ];
};
