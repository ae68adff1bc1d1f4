import { reads, type Story } from './story.fixture.ts';

const leak = (schedule: string, more = ''): string => `
when: flow > 100
schedule: ${schedule}
${more}
then: [{ notification: { message: "\${flow}" } }]
onClear: [{ notification: { message: gone } }]`;

/** What depends on the local time. */
export const schedules: Readonly<Record<string, Story>> = {
  'night-of-the-jump': {
    // In the night to Sunday, 29 March 2026, 02:00 in Berlin is 03:00 at once.
    rule: leak('{ timeZone: Europe/Berlin, days: sat, from: "22:00", to: "06:00" }'),
    happenings: [
      ['2026-03-28 20:59:59', reads({ flow: 150 })],
      ['2026-03-28 21:00:00', reads({ flow: 151 })],
      ['2026-03-29 03:00:00', reads({ flow: 0 })],
      ['2026-03-29 03:59:59', reads({ flow: 152 })],
      ['2026-03-29 04:00:00', reads({ flow: 0 })],
      ['2026-03-29 04:01:00', reads({ flow: 153 })],
      ['2026-03-29 21:00:00', reads({ flow: 154 })],
    ],
    decisions: [
      '2026-03-28 21:00:00 ACTIVE 151',
      '2026-03-29 03:00:00 NORMAL gone',
      '2026-03-29 03:59:59 ACTIVE 152',
      '2026-03-29 04:00:00 NORMAL gone',
    ],
  },
  'hour-that-is-jumped-over': {
    rule: leak('{ timeZone: Europe/Berlin, from: "02:00", to: "03:00" }'),
    happenings: [
      ['2026-03-29 00:59:59', reads({ flow: 150 })],
      ['2026-03-29 01:00:00', reads({ flow: 151 })],
      ['2026-03-30 00:30:00', reads({ flow: 152 })],
    ],
    decisions: ['2026-03-30 00:30:00 ACTIVE 152'],
  },
  'hour-that-comes-twice': {
    // On 25 October 2026 03:00 in Berlin is 02:00 again.
    rule: leak('{ timeZone: Europe/Berlin, from: "02:00", to: "03:00" }'),
    happenings: [
      ['2026-10-24 23:59:59', reads({ flow: 150 })],
      ['2026-10-25 00:30:00', reads({ flow: 151 })],
      ['2026-10-25 00:40:00', reads({ flow: 0 })],
      ['2026-10-25 01:30:00', reads({ flow: 152 })],
      ['2026-10-25 01:59:59', reads({ flow: 0 })],
      ['2026-10-25 02:00:00', reads({ flow: 153 })],
    ],
    decisions: [
      '2026-10-25 00:30:00 ACTIVE 151',
      '2026-10-25 00:40:00 NORMAL gone',
      '2026-10-25 01:30:00 ACTIVE 152',
      '2026-10-25 01:59:59 NORMAL gone',
    ],
  },
  'wait-over-closing-time': {
    rule: leak('{ timeZone: UTC, days: mon-fri, from: "06:00", to: "22:00" }', 'for: 10m'),
    happenings: [
      ['21:55:00', reads({ flow: 150 })],
      ['22:01:00', reads({ flow: 150 })],
      ['2026-03-03 05:59:00', reads({ flow: 151 })],
      ['2026-03-03 06:00:00', reads({ flow: 152 })],
      ['2026-03-03 06:20:00', reads({ flow: 0 })],
      ['2026-03-06 21:50:01', reads({ flow: 153 })],
      ['2026-03-07 12:00:00', reads({ flow: 154 })],
    ],
    decisions: ['2026-03-03 06:10:00 ACTIVE 152', '2026-03-03 06:20:00 NORMAL gone'],
  },
  'two-shifts': {
    rule: leak(`
  timeZone: Asia/Kathmandu
  windows:
    - { days: "mon,wed", from: "06:00", to: "14:00" }
    - { days: fri-mon, from: "22:00", to: "02:00" }`),
    happenings: [
      // 05:45 ahead of UTC: 06:00 is 00:15
      ['00:14:59', reads({ flow: 150 })],
      ['00:15:00', reads({ flow: 151 })],
      ['00:16:00', reads({ flow: 0 })],
      ['16:15:00', reads({ flow: 152 })],
      ['16:16:00', reads({ flow: 0 })],
      // Tuesday, 01:59, still of Monday's window; there is none of Tuesday
      ['20:14:00', reads({ flow: 153 })],
      ['20:15:00', reads({ flow: 0 })],
      ['20:16:00', reads({ flow: 154 })],
      ['2026-03-03 16:15:00', reads({ flow: 155 })],
    ],
    decisions: [
      '00:15:00 ACTIVE 151',
      '00:16:00 NORMAL gone',
      '16:15:00 ACTIVE 152',
      '16:16:00 NORMAL gone',
      '20:14:00 ACTIVE 153',
      '20:15:00 NORMAL gone',
    ],
  },
  'silent-at-night': {
    rule: `
noDataFor: 5m
schedule: { timeZone: UTC, from: "06:00", to: "22:00" }
then: [{ notification: { message: silent } }]`,
    happenings: [
      ['21:58:00', reads({ temperature: 1 })],
      ['2026-03-03 07:00:00', reads({ temperature: 1 })],
      ['2026-03-03 21:56:00', reads({ temperature: 1 })],
      ['2026-03-04 05:58:00', reads({ temperature: 1 })],
    ],
    decisions: [
      '2026-03-03 06:00:00 ACTIVE silent',
      '2026-03-03 07:05:00 ACTIVE silent',
      '2026-03-04 06:03:00 ACTIVE silent',
    ],
  },
  'cooldown-over-closing-time': {
    rule: leak('{ timeZone: UTC, from: "06:00", to: "22:00" }', 'cooldown: 30m'),
    happenings: [
      ['21:40:00', reads({ flow: 150 })],
      ['21:45:00', reads({ flow: 0 })],
      ['21:50:00', reads({ flow: 151 })],
      ['2026-03-03 06:00:00', reads({ flow: 152 })],
    ],
    decisions: ['21:40:00 ACTIVE 150', '21:45:00 NORMAL gone', '2026-03-03 06:00:00 ACTIVE 152'],
  },
};
