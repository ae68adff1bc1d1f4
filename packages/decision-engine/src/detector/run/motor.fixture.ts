const setBreached = (value: string) => ({ setVariable: { variableName: 'breached', value } });

/** Too much pressure is dangerous until three readings in a row are not. */
export const motor = {
  initialStateName: 'Normal',
  states: [
    {
      stateName: 'Normal',
      onEnter: { events: [{ eventName: 'init', condition: 'true', actions: [setBreached('0')] }] },
      onInput: {
        transitionEvents: [
          {
            eventName: 'Overpressurized',
            condition: '$input.Pressure.sensor.pressure > 70',
            actions: [setBreached('$variable.breached + 3')],
            nextState: 'Dangerous',
          },
        ],
      },
    },
    {
      stateName: 'Dangerous',
      onEnter: {
        events: [
          {
            eventName: 'Breached',
            condition: '$variable.breached > 1',
            actions: [{ sns: { targetArn: 'arn:aws:sns:us-east-1:123456789012:warning' } }],
          },
        ],
      },
      onInput: {
        events: [
          { eventName: 'High', condition: '$input.Pressure.sensor.pressure > 70', actions: [setBreached('3')] },
          {
            eventName: 'Okay',
            condition: '$input.Pressure.sensor.pressure <= 70',
            actions: [setBreached('$variable.breached - 1')],
          },
        ],
        transitionEvents: [
          {
            eventName: 'BackToNormal',
            condition: '$input.Pressure.sensor.pressure <= 70 && $variable.breached <= 1',
            nextState: 'Normal',
          },
        ],
      },
      onExit: {
        events: [
          { eventName: 'Restored', actions: [{ sns: { targetArn: 'arn:aws:sns:us-east-1:123456789012:clear' } }] },
        ],
      },
    },
  ],
};

export const reading = (pressure: number, motorid = 'A-32') => ({ motorid, sensor: { pressure, temperature: 39 } });
