import { backlog, operates, reads, type Story, sets } from './story.fixture.ts';

const told = '\nthen: [{ notification: { message: on } }]\nonClear: [{ notification: { message: off } }]';

/** Members of a rule that meet. */
export const combined: Readonly<Record<string, Story>> = {
  'limit-moves-meanwhile': {
    rule: `
parameters: { limit: { default: 90, setting: own-limit } }
when: temperature >= limit
for: 1m
then: [{ notification: { message: "\${temperature} of \${limit}" } }]`,
    happenings: [
      ['10:00:00', reads({ temperature: 91 })],
      ['10:00:20', sets({ 'own-limit': 95 })],
      ['10:00:30', reads({ temperature: 91 })],
      ['10:00:40', reads({ temperature: 96 })],
      ['10:00:50', sets({ 'own-limit': 80 })],
    ],
    decisions: ['10:01:40 ACTIVE 96 of 80'],
  },
  'last-of-a-wait': {
    rule: `
when: last(flow) < 5 && running
for: 1m
then: [{ notification: { message: "\${flow} \${last(flow)} \${running}" } }]`,
    happenings: [
      ['10:00:00', reads({ flow: 3 })],
      ['10:00:10', reads({ running: true })],
      ['10:00:40', reads({ flow: 4 })],
    ],
    decisions: ['10:01:10 ACTIVE unknown 4 true'],
  },
  'counted-and-cooled': {
    rule: `
when: temperature >= 95
repeats: { times: 2, within: 2m }
cooldown: 10m
then: [{ notification: { message: "on \${temperature}" } }]
onClear: [{ notification: { message: "off \${temperature}" } }]`,
    happenings: [
      ['10:00:00', reads({ temperature: 96 })],
      ['10:01:00', reads({ temperature: 97 })],
      ['10:05:00', reads({ temperature: 97 })],
      ['10:06:00', reads({ temperature: 98 })],
      ['10:07:00', reads({ temperature: 99 })],
      ['10:08:30', reads({ temperature: 100 })],
      ['10:10:00', reads({ temperature: 101 })],
      ['10:10:30', reads({ temperature: 10 })],
    ],
    decisions: ['10:01:00 ACTIVE on 97', '10:03:00 NORMAL off 97', '10:11:00 ACTIVE on 101', '10:12:00 NORMAL off 101'],
  },
  'counted-in-hours': {
    rule: `
when: temperature >= 95
repeats: { times: 2, within: 10m }
schedule: { timeZone: UTC, from: "06:00", to: "22:00" }${told}`,
    happenings: [
      ['05:58:00', reads({ temperature: 96 })],
      ['06:01:00', reads({ temperature: 96 })],
      ['06:05:00', reads({ temperature: 96 })],
    ],
    decisions: ['06:05:00 ACTIVE on', '06:15:00 NORMAL off'],
  },
  'latched-and-cooled': {
    rule: `
when: temperature >= 95
acknowledge: true
cooldown: 10m${told}`,
    happenings: [
      ['10:00:00', reads({ temperature: 96 })],
      ['10:01:00', reads({ temperature: 20 })],
      ['10:02:00', reads({ temperature: 96 })],
      ['10:11:00', reads({ temperature: 20 })],
      ['10:12:00', reads({ temperature: 96 })],
      ['10:13:00', reads({ temperature: 20 })],
      ['10:14:00', operates('ACKNOWLEDGE')],
      ['10:15:00', reads({ temperature: 96 })],
      ['10:21:00', reads({ temperature: 20 })],
    ],
    decisions: [
      '10:00:00 ACTIVE on',
      '10:01:00 LATCHED off',
      '10:10:00 ACTIVE on',
      '10:11:00 LATCHED off',
      '10:20:00 ACTIVE on',
      '10:21:00 LATCHED off',
    ],
  },
  'silence-acknowledged': {
    rule: `
noDataFor: 5m
acknowledge: true${told}`,
    happenings: [
      ['10:00:00', reads({ temperature: 1 })],
      ['10:06:00', operates('ACKNOWLEDGE')],
      ['10:08:00', reads({ temperature: 1 })],
      ['10:14:00', reads({ temperature: 1 })],
      ['10:20:00', operates('DISABLE')],
    ],
    decisions: [
      '10:05:00 ACTIVE on',
      '10:08:00 NORMAL off',
      '10:13:00 ACTIVE on',
      '10:14:00 LATCHED off',
      '10:19:00 ACTIVE on',
    ],
  },
  'silence-cooled': {
    rule: `
noDataFor: 5m
cooldown: 20m${told}`,
    happenings: [
      ['10:00:00', reads({ temperature: 1 })],
      ['10:06:00', reads({ temperature: 1 })],
      ['10:30:00', reads({ temperature: 1 })],
      ['10:40:00', reads({ temperature: 1 })],
      ['10:46:00', operates('DISABLE')],
    ],
    decisions: [
      '10:05:00 ACTIVE on',
      '10:06:00 NORMAL off',
      '10:25:00 ACTIVE on',
      '10:30:00 NORMAL off',
      '10:45:00 ACTIVE on',
    ],
  },
  'silence-with-clear': {
    rule: `
noDataFor: 5m
clear: temperature < 50${told}`,
    happenings: [
      ['10:00:00', reads({ temperature: 90 })],
      ['10:06:00', reads({ temperature: 90 })],
      ['10:21:00', reads({ temperature: 40 })],
      ['10:27:00', operates('DISABLE')],
    ],
    decisions: ['10:05:00 ACTIVE on', '10:21:00 NORMAL off', '10:26:00 ACTIVE on'],
  },
  'several-readings-of-a-wait': {
    rule: `
when: temperature >= 90
for: 1m
then: [{ notification: { message: "\${temperature} at \${time}" } }]`,
    happenings: [
      [
        '10:00:00',
        backlog(
          ['09:58:00', { temperature: 91 }],
          ['09:58:30', { temperature: 10 }],
          ['09:59:00', { temperature: 92 }],
          ['09:59:30', { temperature: 93 }],
        ),
      ],
    ],
    decisions: ['10:01:00 ACTIVE 92 at 1772445540000'],
  },
  weekend: {
    rule: `
when: flow > 100
schedule: { timeZone: America/New_York, days: "sat,sun", from: "00:00", to: "24:00" }${told}`,
    happenings: [
      // 5 hours behind UTC, and from 02:00 on Sunday, 8 March, 4
      ['2026-03-07 04:59:59', reads({ flow: 150 })],
      ['2026-03-07 05:00:00', reads({ flow: 150 })],
      ['2026-03-08 12:00:00', reads({ flow: 0 })],
      ['2026-03-09 03:59:59', reads({ flow: 150 })],
      ['2026-03-09 04:00:00', reads({ flow: 0 })],
      ['2026-03-09 04:00:01', reads({ flow: 150 })],
    ],
    decisions: [
      '2026-03-07 05:00:00 ACTIVE on',
      '2026-03-08 12:00:00 NORMAL off',
      '2026-03-09 03:59:59 ACTIVE on',
      '2026-03-09 04:00:00 NORMAL off',
    ],
  },
};
