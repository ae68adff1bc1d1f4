import { backlog, operates, reads, type Story } from './story.fixture.ts';

/** What takes its time. */
export const waiting: Readonly<Record<string, Story>> = {
  'for-a-minute': {
    rule: `
when: temperature >= 90
for: 1m
clear: temperature < 80
then: [{ command: { name: set-fan, parameters: { speed: "\${min(100, 50 + (temperature - 90) * 5)}" } } }]
onClear: [{ command: { name: set-fan, parameters: { speed: 0 } } }]`,
    happenings: [
      ['10:00:00', reads({ temperature: 92 })],
      ['10:00:30', reads({ temperature: 95 })],
      ['10:00:50', reads({ pressure: 1 })],
      ['10:01:10', reads({ temperature: 93 })],
      ['10:01:20', reads({ temperature: 85 })],
      ['10:01:30', reads({ temperature: 79 })],
      ['10:02:00', reads({ temperature: 91 })],
      ['10:02:30', reads({ temperature: 89 })],
      ['10:03:10', reads({ temperature: 91 })],
    ],
    decisions: [
      '10:01:00 ACTIVE set-fan {"speed":60}',
      '10:01:30 NORMAL set-fan {"speed":0}',
      '10:04:10 ACTIVE set-fan {"speed":55}',
    ],
  },
  'three-times': {
    rule: `
when: temperature >= 95
repeats: { times: 3, within: 10m }
then: [{ notification: { message: "\${temperature}" } }]
onClear: [{ notification: { message: "quiet since \${temperature}" } }]`,
    happenings: [
      ['10:00:00', reads({ temperature: 96 })],
      ['10:05:00', reads({ temperature: 97 })],
      ['10:09:00', reads({ temperature: 20 })],
      ['10:11:00', reads({ temperature: 98 })],
      ['10:14:00', reads({ temperature: 99 })],
      ['10:20:00', reads({ temperature: 100 })],
      ['10:25:00', reads({ temperature: 10 })],
    ],
    decisions: ['10:14:00 ACTIVE 99', '10:30:00 NORMAL quiet since 100'],
  },
  'twice-with-clear': {
    rule: `
when: temperature >= 95
repeats: { times: 2, within: 1m }
clear: temperature < 50
then: [{ notification: { message: hot } }]
onClear: [{ notification: { message: cool } }]`,
    happenings: [
      ['10:00:00', reads({ temperature: 96 }, { seq: 1 })],
      ['10:00:05', reads({ temperature: 96 }, { seq: 1 })],
      ['10:01:00', reads({ temperature: 96 }, { seq: 2 })],
      ['10:09:00', reads({ temperature: 60 }, { seq: 3 })],
      ['10:10:00', reads({ temperature: 49 }, { seq: 4 })],
      ['10:10:10', reads({ temperature: 96 }, { seq: 5 })],
      ['10:11:11', reads({ temperature: 96 }, { seq: 6 })],
    ],
    decisions: ['10:01:00 ACTIVE hot', '10:10:00 NORMAL cool'],
  },
  cooled: {
    rule: `
when: temperature >= 90
cooldown: 10m
then: [{ notification: { message: "\${temperature} at \${time}" } }]
onClear: [{ notification: { message: cool } }]`,
    happenings: [
      ['10:00:00', reads({ temperature: 90 })],
      ['10:01:00', reads({ temperature: 20 })],
      ['10:02:00', reads({ temperature: 91 })],
      ['10:03:00', reads({ temperature: 92 })],
      ['10:11:00', reads({ temperature: 20 })],
      ['10:12:00', reads({ temperature: 93 })],
      ['10:13:00', reads({ temperature: 20 })],
      ['10:20:30', reads({ temperature: 94 })],
    ],
    decisions: [
      '10:00:00 ACTIVE 90 at 1772445600000',
      '10:01:00 NORMAL cool',
      '10:10:00 ACTIVE 91 at 1772445720000',
      '10:11:00 NORMAL cool',
      '10:20:30 ACTIVE 94 at 1772446830000',
    ],
  },
  'for-and-cooldown': {
    rule: `
when: temperature >= 90
for: 1m
cooldown: 5m
then: [{ notification: { message: "\${temperature}" } }]`,
    happenings: [
      ['10:00:00', reads({ temperature: 90 })],
      ['10:02:00', reads({ temperature: 20 })],
      ['10:03:00', reads({ temperature: 91 })],
      ['10:05:00', reads({ temperature: 92 })],
      ['10:07:00', reads({ temperature: 20 })],
    ],
    decisions: ['10:01:00 ACTIVE 90', '10:06:00 ACTIVE 91'],
  },
  silent: {
    rule: `
noDataFor: { duration: 5m, tolerance: 1m }
then: [{ notification: { message: "nothing from \${deviceId}" } }]
onClear: [{ notification: { message: "back with \${temperature}" } }]`,
    happenings: [
      ['10:00:00', reads({ temperature: 1 })],
      ['10:00:30', reads({ temperature: 1 })],
      ['10:02:00', reads({ temperature: 1 })],
      ['10:02:59', reads({ temperature: 1 })],
      ['10:20:00', reads({ temperature: 2 })],
    ],
    decisions: [
      '10:08:00 ACTIVE nothing from pump-silent',
      '10:20:00 NORMAL back with 2',
      '10:26:00 ACTIVE nothing from pump-silent',
    ],
  },
  'silent-but-for-old-news': {
    rule: `
noDataFor: 5m
then: [{ notification: { message: silent } }]
onClear: [{ notification: { message: back } }]`,
    happenings: [
      ['10:00:00', reads({ temperature: 1 })],
      ['10:04:00', backlog(['09:44:00', { temperature: 1 }])],
      ['10:06:00', backlog(['09:45:00', { temperature: 1 }])],
      ['10:07:00', backlog(['10:00:00', { temperature: 1 }])],
      ['10:11:00', operates('DISABLE')],
    ],
    decisions: ['10:05:00 ACTIVE silent', '10:07:00 NORMAL back'],
  },
  'silent-when-enabled-again': {
    rule: `
noDataFor: 5m
then: [{ notification: { message: silent } }]`,
    happenings: [
      ['10:00:00', reads({ temperature: 1 })],
      ['10:01:00', operates('DISABLE')],
      ['10:30:00', operates('ENABLE')],
      ['10:36:00', operates('RESET')],
      ['10:42:00', operates('SNOOZE', 600_000)],
    ],
    decisions: ['10:35:00 ACTIVE silent', '10:41:00 ACTIVE silent', '10:57:00 ACTIVE silent'],
  },
};
