import { backlog, reads, type Story, sets } from './story.fixture.ts';

/** What readings make of conditions and templates. */
export const conditions: Readonly<Record<string, Story>> = {
  'several-metrics': {
    rule: `
when: pressure > 8 && running && mode != 'service'
then: [{ notification: { message: "\${pressure} bar" } }]
onClear: [{ notification: { message: gone } }]`,
    happenings: [
      ['10:00:00', reads({ pressure: 9 })],
      ['10:00:10', reads({ pressure: 9, running: true, mode: 'auto' })],
      ['10:00:15', reads({ running: true, mode: 'auto' })],
      ['10:00:20', reads({ pressure: 7 })],
      ['10:00:30', reads({ pressure: 9, running: true })],
      ['10:00:40', reads({ pressure: 9, running: true, mode: 'service' })],
      ['10:00:50', reads({ pressure: 8.5, running: true, mode: '' })],
    ],
    decisions: ['10:00:10 ACTIVE 9 bar', '10:00:20 NORMAL gone', '10:00:50 ACTIVE 8.5 bar'],
  },
  texts: {
    rule: `
when: startsWith(mode, 'err') || contains(mode, "!")
then: [{ command: { name: show, parameters: { text: "mode is \${mode}" } } }]
onClear: [{ command: { name: show, parameters: { text: "" } } }]`,
    happenings: [
      ['10:00:00', reads({ mode: 'err-7' })],
      ['10:00:10', reads({ temperature: 1 })],
      ['10:00:20', reads({ mode: 'Err-7' })],
      ['10:00:30', reads({ mode: 'ok!' })],
    ],
    decisions: [
      '10:00:00 ACTIVE show {"text":"mode is err-7"}',
      '10:00:20 NORMAL show {"text":""}',
      '10:00:30 ACTIVE show {"text":"mode is ok!"}',
    ],
  },
  booleans: {
    rule: `
when: running == false && flow > 0
then: [{ notification: { message: "flow \${flow}, running \${running}" } }]`,
    happenings: [
      ['10:00:00', reads({ running: true, flow: 5 })],
      ['10:00:10', reads({ running: false, flow: 0 })],
      ['10:00:20', reads({ running: false, flow: 0.5 })],
    ],
    decisions: ['10:00:20 ACTIVE flow 0.5, running false'],
  },
  'no-number': {
    rule: `
when: pressure / flow > 2
then: [{ notification: { message: "\${pressure / flow}" } }]
onClear: [{ notification: { message: gone } }]`,
    happenings: [
      ['10:00:00', reads({ pressure: 9, flow: 0 })],
      ['10:00:10', reads({ pressure: 9, flow: 4 })],
      ['10:00:20', reads({ pressure: 0, flow: 0 })],
      ['10:00:30', reads({ pressure: 4, flow: 2 })],
    ],
    decisions: ['10:00:10 ACTIVE 2.25', '10:00:30 NORMAL gone'],
  },
  computed: {
    rule: `
parameters: { base: 50, unit: rpm }
when: temperature >= 90 && running
then:
  - command:
      name: set-fan
      parameters:
        speed: "\${round(min(100, base + (temperature - 90) * 1.25), 1)}"
        "exact": "\${time}"
        text: "\${round(temperature)} °C, \${unit}, $\${base}"
        deep: { list: ["\${running}", 1, null], id: "\${deviceId}" }
      expiresAfter: 90s`,
    happenings: [['10:00:00', backlog(['09:59:59', { temperature: 92.5, running: true }])]],
    decisions: [
      '10:00:00 ACTIVE set-fan {"speed":53.1,"exact":1772445599000,"text":"93 °C, rpm, ${base}","deep":{"list":[true,1,null],"id":"pump-computed"}}',
    ],
  },
  'own-limit': {
    rule: `
parameters: { limit: { default: 90, setting: own-limit } }
when: temperature >= limit
clear: temperature < limit - 2
then: [{ notification: { message: "\${temperature} of \${limit}" } }]
onClear: [{ notification: { message: "below \${limit}" } }]`,
    happenings: [
      ['10:00:00', reads({ temperature: 85 })],
      ['10:00:10', sets({ 'own-limit': 80, other: 1 })],
      ['10:00:20', reads({ temperature: 85 })],
      ['10:00:30', reads({ temperature: 78 })],
      ['10:00:40', reads({ temperature: 77.9 })],
      ['10:00:50', sets({ 'own-limit': 'high' })],
      ['10:01:00', reads({ temperature: 85 })],
      ['10:01:10', reads({ temperature: 91 })],
      ['10:01:20', sets({ 'own-limit': 120 })],
      ['10:01:30', reads({ temperature: 100 })],
      ['10:01:40', sets({ 'own-limit': null })],
      ['10:01:50', reads({ temperature: 100 })],
    ],
    decisions: [
      '10:00:20 ACTIVE 85 of 80',
      '10:00:40 NORMAL below 80',
      '10:01:10 ACTIVE 91 of 90',
      '10:01:30 NORMAL below 120',
      '10:01:50 ACTIVE 100 of 90',
    ],
  },
  'last-of-each': {
    rule: `
when: last(running) && last(flow) < 5
clear: flow >= 10
then: [{ notification: { message: "\${last(flow)} l/min, vibration \${vibration}" } }]
onClear: [{ command: { name: report, parameters: { flow: "\${flow}" } } }]`,
    happenings: [
      ['10:00:00', reads({ running: true })],
      ['10:00:10', reads({ flow: 3 })],
      ['10:00:20', reads({ flow: 7 })],
      ['10:00:30', reads({ flow: 12 })],
      ['10:00:40', reads({ running: true, vibration: 2 })],
      ['10:00:50', reads({ flow: 4.5 })],
    ],
    decisions: [
      '10:00:10 ACTIVE 3 l/min, vibration unknown',
      '10:00:30 NORMAL report {"flow":12}',
      '10:00:50 ACTIVE 4.5 l/min, vibration unknown',
    ],
  },
  missing: {
    rule: `
when: running && isMissing(flow)
clear: flow >= 0
then: [{ notification: { message: "no flow, last \${last(flow)}" } }]
onClear: [{ notification: { message: "\${flow}" } }]`,
    happenings: [
      ['10:00:00', reads({ running: true, flow: 1 })],
      ['10:00:10', reads({ running: true })],
      ['10:00:20', reads({ temperature: 1 })],
      ['10:00:30', reads({ flow: 2 })],
    ],
    decisions: ['10:00:10 ACTIVE no flow, last 1', '10:00:30 NORMAL 2'],
  },
  'old-backlog': {
    rule: `
maxAge: 10m
when: temperature >= 90
then: [{ notification: { message: "\${temperature}" } }]
onClear: [{ notification: { message: "\${temperature} again" } }]`,
    happenings: [
      [
        '10:30:00',
        backlog(
          ['10:19:59', { temperature: 95 }],
          ['10:20:00', { temperature: 96 }],
          ['10:29:00', { temperature: 20 }],
          ['10:19:00', { temperature: 97 }],
          ['10:30:00', { temperature: 98 }],
        ),
      ],
    ],
    decisions: ['10:30:00 ACTIVE 96', '10:30:00 NORMAL 20 again', '10:30:00 ACTIVE 98'],
  },
  'one-device': {
    rule: `
when: deviceId == 'pump-one-device' && fleet == "demo" && deviceType == 'pump' && temperature > 50
then: [{ notification: { message: "\${fleet}" } }]`,
    happenings: [['10:00:00', reads({ temperature: 51 })]],
    decisions: ['10:00:00 ACTIVE demo'],
  },
};
