/** What random models have: few names, so that their parts meet. */
export const names = {
  states: ['A', 'B', 'C', 'D'],
  inputs: ['Meter', 'Command'],
  attributes: ['id', 'flow.now', 'count', 'on', 'mode', 'samples[0]', '`serial no`'],
  variables: ['a', 'b', 'c'],
  timers: ['t', 'u'],
} as const;
