import type { RuleSet } from '@signalbox/decision-engine';

const idle = {
  stateName: 'Idle',
  onInput: {
    events: [],
    transitionEvents: [{ actions: [], condition: '$input.Pump.pressure > 7', eventName: 'Start', nextState: 'Busy' }],
  },
  ...{ onEnter: { events: [] }, onExit: { events: [] } },
};

const tell = { actions: [{ type: 'sns', targetArn: 'arn:aws:sns:us-east-1:123456789012:press' }], eventName: 'Tell' };

const busy = {
  stateName: 'Busy',
  ...{ onInput: { events: [], transitionEvents: [] }, onEnter: { events: [tell] }, onExit: { events: [] } },
};

/** A set of one detector model, which tells of a pressure above 7. */
export const pressSet: RuleSet = {
  name: 'default',
  hash: 'def',
  rules: [
    {
      ...{ kind: 'detector', name: 'press', deviceTypes: ['pump'] },
      inputs: { Pump: { pressure: 'metrics.pressure', pump: 'deviceId' } },
      definition: {
        ...{ name: 'press', key: 'pump', evaluationMethod: 'BATCH', initialStateName: 'Idle' },
        states: [idle, busy],
      },
    },
  ],
};
