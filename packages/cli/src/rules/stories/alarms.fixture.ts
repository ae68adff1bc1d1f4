import { operates, reads, type Story } from './story.fixture.ts';

const hot = (more: string): string => `
when: temperature >= 95
${more}
then: [{ notification: { message: hot } }]
onClear: [{ notification: { message: cool } }]`;

/** What operators do. */
export const alarms: Readonly<Record<string, Story>> = {
  acknowledged: {
    rule: hot('acknowledge: true'),
    happenings: [
      ['10:00:00', reads({ temperature: 96 })],
      ['10:01:00', reads({ temperature: 20 })],
      ['10:02:00', reads({ temperature: 96 })],
      ['10:03:00', operates('ACKNOWLEDGE')],
      ['10:04:00', reads({ temperature: 20 })],
      ['10:05:00', reads({ temperature: 96 })],
      ['10:06:00', reads({ temperature: 20 })],
      ['10:07:00', operates('ACKNOWLEDGE')],
      ['10:07:10', operates('ACKNOWLEDGE')],
      ['10:08:00', reads({ temperature: 96 })],
      ['10:09:00', reads({ temperature: 20 })],
      ['10:10:00', operates('RESET')],
      ['10:11:00', reads({ temperature: 97 })],
    ],
    decisions: [
      '10:00:00 ACTIVE hot',
      '10:01:00 LATCHED cool',
      '10:02:00 ACTIVE hot',
      '10:04:00 NORMAL cool',
      '10:05:00 ACTIVE hot',
      '10:06:00 LATCHED cool',
      '10:08:00 ACTIVE hot',
      '10:09:00 LATCHED cool',
      '10:11:00 ACTIVE hot',
    ],
  },
  'taken-away': {
    rule: hot(''),
    happenings: [
      ['10:00:00', reads({ temperature: 96 })],
      ['10:00:30', operates('SNOOZE', 120_000)],
      ['10:01:00', reads({ temperature: 96 })],
      ['10:02:45', reads({ temperature: 96 })],
      ['10:03:00', operates('DISABLE')],
      ['10:03:10', operates('SNOOZE', 1_000)],
      ['10:03:30', reads({ temperature: 96 })],
      ['10:04:00', operates('ENABLE')],
      ['10:04:30', reads({ temperature: 96 })],
      ['10:05:00', operates('RESET')],
      ['10:05:10', reads({ temperature: 96 })],
      ['10:05:20', operates('ACKNOWLEDGE')],
      ['10:05:30', reads({ temperature: 20 })],
    ],
    decisions: [
      '10:00:00 ACTIVE hot',
      '10:02:45 ACTIVE hot',
      '10:04:30 ACTIVE hot',
      '10:05:10 ACTIVE hot',
      '10:05:30 NORMAL cool',
    ],
  },
  'off-until-enabled': {
    rule: hot('enabled: false'),
    happenings: [
      ['10:00:00', reads({ temperature: 96 })],
      ['10:01:00', operates('ENABLE')],
      ['10:02:00', reads({ temperature: 96 })],
      ['10:03:00', reads({ temperature: 20 })],
      ['10:04:00', operates('DISABLE')],
      ['10:05:00', reads({ temperature: 96 })],
    ],
    decisions: ['10:02:00 ACTIVE hot', '10:03:00 NORMAL cool'],
  },
  'latched-and-waiting': {
    rule: hot('acknowledge: true\nfor: 1m'),
    happenings: [
      ['10:00:00', reads({ temperature: 96 })],
      ['10:02:00', reads({ temperature: 20 })],
      ['10:03:00', reads({ temperature: 96 })],
      ['10:03:30', operates('ACKNOWLEDGE')],
      ['10:05:00', operates('RESET')],
      ['10:06:00', reads({ temperature: 96 })],
      ['10:06:30', operates('DISABLE')],
      ['10:08:00', operates('ENABLE')],
    ],
    decisions: ['10:01:00 ACTIVE hot', '10:02:00 LATCHED cool', '10:04:00 ACTIVE hot'],
  },
};
