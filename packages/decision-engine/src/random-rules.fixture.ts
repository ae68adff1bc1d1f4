import fc from 'fast-check';
import type { EngineRecord } from './record.ts';
import type { Rule } from './rules/rule.ts';
import { command, doing, message, operation, ruleOf, settings, tick } from './step.fixture.ts';

const number = fc.integer({ min: 70, max: 95 }).map(String);
const value = fc.oneof(
  { weight: 3, arbitrary: number },
  { weight: 2, arbitrary: fc.constantFrom('limit', 'limit - 5', '-(0 - limit)', 'min(limit, 85)') },
  { weight: 1, arbitrary: fc.constantFrom('pressure', 'last(pressure)', 'pressure + 1') },
);
const comparison = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');

const atom = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('temperature', 'temperature', 'pressure', 'last(temperature)'), comparison, value)
      .map((parts) => parts.join(' ')),
  },
  { weight: 2, arbitrary: fc.tuple(value, comparison).map(([left, sign]) => `${left} ${sign} temperature`) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['running', 'running == false', 'running != flag', 'mode == "eco"', '"eco" != mode', 'startsWith(mode, "e")'],
      ...['isMissing(temperature)', 'isMissing(last(pressure))', 'abs(temperature - pressure) > 10', 'mode == wanted'],
    ),
  },
);

/** A condition over the metrics and parameters of `randomRule`. */
const condition: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    atom,
    fc.tuple(tie('any'), fc.constantFrom('&&', '||'), tie('any')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    tie('any').map((any) => `!(${any})`),
  ),
})).any;

const schedule: Rule['schedule'] = {
  timeZone: 'UTC',
  windows: [{ days: [4], from: '00:00', to: '00:02' }],
};

const shortTime = fc.integer({ min: 1, max: 4000 });
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

/** Any rule on pumps that compiles; its durations are some seconds, as those of `randomStream`. */
const randomRule = (name: string): fc.Arbitrary<Rule> =>
  fc
    .record({
      when: condition,
      clear: sometimes(condition),
      waits: fc.oneof(
        fc.constant({}),
        fc.record({ forMs: shortTime }),
        fc.record({ repeats: fc.record({ count: fc.integer({ min: 1, max: 3 }), withinMs: shortTime }) }),
        fc.record({
          when: fc.constant(undefined),
          noData: fc.record({ afterMs: shortTime, toleranceMs: fc.nat(1500) }),
        }),
      ),
      cooldownMs: fc.oneof(fc.constant(0), shortTime),
      maxAgeMs: fc.constantFrom(60_000, 2500),
      acknowledge: fc.boolean(),
      enabled: fc.constantFrom(true, true, true, false),
      schedule: fc.constantFrom(undefined, undefined, schedule),
      limit: fc.record({ value: fc.integer({ min: 75, max: 92 }), setting: fc.constantFrom('limit', 'other') }),
      action: fc.constantFrom(command(1), command(`\${limit}`), {
        notification: { message: `\${temperature} at \${time}` },
      }),
    })
    .map(({ action, limit, waits, ...rule }) =>
      ruleOf({
        ...{ name, ...rule, ...waits, ...doing(action) },
        parameters: { limit, flag: { value: true, setting: 'flag' }, wanted: { value: 'on' } },
      }),
    );

/** One to six rules, the first called `hot`, which the operations of `randomStream` are for. */
export const randomRules: fc.Arbitrary<Rule[]> = fc
  .integer({ min: 1, max: 6 })
  .chain((count) =>
    fc.tuple(...Array.from({ length: count }, (_, index) => randomRule(index === 0 ? 'hot' : `rule-${index}`))),
  );

const metrics = fc.record(
  {
    temperature: fc.integer({ min: 68, max: 97 }),
    pressure: fc.integer({ min: 68, max: 97 }),
    running: fc.boolean(),
    mode: fc.constantFrom('eco', 'on', 'off'),
  },
  { requiredKeys: [] },
);

const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('reading' as const),
      readings: fc.array(fc.record({ metrics, ageMs: fc.nat(4000), seq: fc.option(fc.nat(15), { nil: undefined }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('tick' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('settings' as const),
      settings: fc.dictionary(
        fc.constantFrom('limit', 'flag', 'unused'),
        fc.constantFrom<number | boolean | null>(78, 88, true, false, null),
        { maxKeys: 2 },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('operation' as const),
      operation: fc.constantFrom('ACKNOWLEDGE', 'SNOOZE', 'ENABLE', 'DISABLE', 'RESET'),
      snoozeMs: shortTime,
    }),
  },
);

export interface StreamOptions {
  readonly ticks?: boolean;
  /** By how much the clocks of the cloud may disagree from record to record, ms. */
  readonly disorderMs?: number;
}

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T & { readonly afterMs: number } : never;

const recordOf = (happened: Happening, sequence: number, receivedAt: number): EngineRecord => {
  switch (happened.type) {
    case 'tick':
      return tick(sequence, receivedAt);
    case 'settings':
      return settings(sequence, receivedAt, happened.settings);
    case 'operation':
      return operation(sequence, receivedAt, happened.operation, { snoozeMs: happened.snoozeMs });
    case 'reading': {
      const record = message(
        sequence,
        receivedAt,
        happened.readings.map((reading) => reading.metrics),
      );
      const extras = happened.readings.map(({ ageMs, seq }) => ({
        time: receivedAt - ageMs,
        ...(seq !== undefined && { seq }),
      }));
      return { ...record, readings: record.readings.map((reading, index) => ({ ...reading, ...extras[index] })) };
    }
  }
};

/** A stream of one pump, from the start of a Thursday; sequence numbers go up by ten. */
export const randomStream = ({ disorderMs = 0 }: StreamOptions = {}): fc.Arbitrary<EngineRecord[]> =>
  fc.array(fc.tuple(happening, fc.integer({ min: 0, max: 2500 })), { minLength: 1, maxLength: 30 }).map((happened) => {
    let clock = 100_000;
    return happened.map(([event, afterMs], index) => {
      clock += afterMs;
      return recordOf({ ...event, afterMs }, index * 10 + 10, clock - (index % 3) * disorderMs);
    });
  });
