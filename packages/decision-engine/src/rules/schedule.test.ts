import { describe, expect, it } from 'vitest';
import { message, modelOf, run, tick } from '../step.fixture.ts';
import { compileSchedule } from './schedule.ts';

const berlin = (from: string, to: string, days = [0, 1, 2, 3, 4, 5, 6]) =>
  compileSchedule({ timeZone: 'Europe/Berlin', windows: [{ days, from, to }] });

const at = (text: string): number => Date.parse(text);

/** The instants of a day, by quarters of an hour, at which it is open, as texts `HH:MM` in UTC. */
const openQuarters = (day: string, schedule: ReturnType<typeof berlin>): string[] =>
  Array.from({ length: 96 }, (_, quarter) => at(`${day}T00:00:00Z`) + quarter * 900_000)
    .filter(schedule.isOpen)
    .map((instant) => new Date(instant).toISOString().slice(11, 16));

describe('compileSchedule', () => {
  it('opens at the first minute and closes at the last, in local time', () => {
    const { isOpen } = berlin('06:00', '22:00');
    expect(
      ['04:59:59.999', '05:00:00.000', '20:59:59.999', '21:00:00.000'].map((t) => isOpen(at(`2026-01-15T${t}Z`))),
    ).toEqual([false, true, true, false]);
    // An hour earlier in summer.
    expect(['03:59:59.999', '04:00:00.000'].map((t) => isOpen(at(`2026-07-15T${t}Z`)))).toEqual([false, true]);
  });

  it('counts what is past midnight to the day before', () => {
    const friday = berlin('22:00', '06:00', [5]);
    // 2026-01-16 is a Friday.
    const instants = [
      '2026-01-16T04:00Z',
      '2026-01-16T21:00Z',
      '2026-01-17T04:59Z',
      '2026-01-17T05:00Z',
      '2026-01-17T22:00Z',
    ];
    expect(instants.map((text) => friday.isOpen(at(text)))).toEqual([false, true, true, false, false]);
  });

  it('leaves out the hour that the clocks jump over', () => {
    // 2026-03-29, 02:00 CET = 03:00 CEST = 01:00 UTC
    expect(openQuarters('2026-03-29', berlin('02:00', '03:00', [0]))).toEqual([]);
    expect(openQuarters('2026-03-29', berlin('01:30', '03:15', [0]))).toEqual(['00:30', '00:45', '01:00']);
  });

  it('is open twice in the hour that comes twice', () => {
    // 2026-10-25, 03:00 CEST = 02:00 CET = 01:00 UTC
    expect(openQuarters('2026-10-25', berlin('02:30', '03:00'))).toEqual(['00:30', '00:45', '01:30', '01:45']);
  });

  it('knows zones whose offset is no whole hour', () => {
    const { isOpen } = compileSchedule({
      timeZone: 'Australia/Lord_Howe',
      windows: [{ days: [4], from: '08:00', to: '08:30' }],
    });
    // +10:30 in winter, half an hour of daylight saving in summer; Thursdays.
    expect([isOpen(at('2026-07-15T21:30Z')), isOpen(at('2026-07-15T22:00Z'))]).toEqual([true, false]);
    expect([isOpen(at('2026-01-14T21:00Z')), isOpen(at('2026-01-14T20:59Z'))]).toEqual([true, false]);
  });

  it('finds the next opening', () => {
    expect(berlin('06:00', '22:00', [1]).nextOpening(at('2026-01-16T12:34:56Z'))).toBe(at('2026-01-19T05:00Z'));
    expect(berlin('02:00', '03:00', [0]).nextOpening(at('2026-03-28T12:00Z'))).toBe(at('2026-04-05T00:00Z'));
    expect(berlin('06:00', '22:00', []).nextOpening(at('2026-01-16T12:34:56Z'))).toBeUndefined();
  });

  it('refuses a zone that does not exist', () => {
    expect(() => compileSchedule({ timeZone: 'Europe/Atlantis', windows: [] })).toThrow(RangeError);
  });
});

describe('a rule with a schedule', () => {
  const schedule = { timeZone: 'UTC', windows: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '06:00', to: '22:00' }] };
  const day = at('2026-01-16T00:00Z');
  const hour = (hours: number): number => day + hours * 3_600_000;
  const decided = (model: ReturnType<typeof modelOf>, records: Parameters<typeof run>[1]) =>
    run(model, records).decisions.map(({ decidedAt, status }) => [(decidedAt - day) / 3_600_000, status]);

  it('begins nothing outside of it, and clears at any time', () => {
    const records = [message(1, hour(5), 95), message(2, hour(6), 95), message(3, hour(23), 70)];
    expect(decided(modelOf({ schedule }), records)).toEqual([
      [6, 'ACTIVE'],
      [23, 'NORMAL'],
    ]);
  });

  it('drops a wait when it closes, at a reading or at the end of the wait', () => {
    const model = modelOf({ schedule, forMs: 2 * 3_600_000 });
    expect(decided(model, [message(1, hour(21), 95), tick(2, hour(24))])).toEqual([]);
    const across = [message(1, hour(21), 95), message(2, hour(22.5), { pressure: 1 }), message(3, hour(30), 95)];
    expect(decided(model, [...across, tick(4, hour(33))])).toEqual([[32, 'ACTIVE']]);
  });

  it('tells of silence when it opens', () => {
    const model = modelOf({
      ...{ when: undefined, clear: undefined, schedule },
      noData: { afterMs: 60_000, toleranceMs: 0 },
    });
    expect(decided(model, [message(1, hour(23), 20), tick(2, hour(48))])).toEqual([[30, 'ACTIVE']]);
  });
});
