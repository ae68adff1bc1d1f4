/** What random models have: few names, so that their parts meet. */
export const names = {
  states: ['A', 'B', 'C', 'D'],
  inputs: ['Meter', 'Command'],
  timers: ['t', 'u'],
  /** What they read, by the type that it is meant to have. */
  references: {
    numbers: ['$variable.a', '$variable.b', '$input.Meter.flow.now', '$input.Meter.samples[0]', '$input.Command.count'],
    booleans: ['$variable.c', '$input.Meter.on', '$input.Command.on'],
    texts: ['$variable.d', '$input.Meter.id', '$input.Command.mode', '$input.Meter.`serial no`'],
  },
  variables: { numbers: ['a', 'b'], booleans: ['c'], texts: ['d'] },
} as const;
