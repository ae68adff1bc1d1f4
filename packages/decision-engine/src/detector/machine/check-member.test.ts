import { describe, expect, it } from 'vitest';
import { oven, pump } from '../../rule-files/rule-files.fixture.ts';
import { motor } from '../run/motor.fixture.ts';
import { readDetectorMember } from './read-detector-member.ts';

const inputs = { Pressure: { motorid: 'deviceId', sensor: { pressure: 'metrics.pressure' } } };
const document = { detectorModelName: 'm', key: 'motorid', detectorModelDefinition: motor };

const readOf = (changes: { document?: unknown; inputs?: object; deviceTypes?: string[] } = {}) => {
  const written = { model: 'm.json', deviceTypes: ['pump'], inputs, ...changes } as never;
  return readDetectorMember(changes.document ?? document, written, 'motor', [pump, oven]);
};

const problemsOf = (changes: Parameters<typeof readOf>[0]) =>
  readOf(changes).problems.map((problem) => `${problem.in} ${problem.path.join('.')}: ${problem.message}`);

/** The motor with one action more, in its first transition. */
const acting = (action: object) => {
  const changed = JSON.parse(JSON.stringify(document));
  changed.detectorModelDefinition.states[0].onInput.transitionEvents[0].actions.push(action);
  return { document: changed };
};
const place = 'model detectorModelDefinition.states.0.onInput.transitionEvents.0.actions.1';

describe('a model that can be run', () => {
  it('is read', () => {
    expect(readOf()).toMatchObject({
      definition: { name: 'm', key: 'motorid', initialStateName: 'Normal' },
      problems: [],
    });
  });

  it('may publish, send, queue and call', () => {
    for (const action of [
      { iotTopicPublish: { mqttTopic: "'alerts/' + $input.Pressure.motorid" } },
      { iotTopicPublish: { mqttTopic: 'alerts/commands' } },
      { lambda: { functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f' } },
      { sqs: { queueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q' } },
    ]) {
      expect(problemsOf(acting(action))).toEqual([]);
    }
  });
});

describe('refused by name', () => {
  it('what only CloudFormation knows: it would be deployed as the name of it', () => {
    const MqttTopic = { 'Fn::Sub': 'alerts/${AWS::Region}' };
    const Actions = [{ IotTopicPublish: { MqttTopic } }];
    const event = { EventName: 'high', Condition: '$input.Pressure.sensor.pressure > 1', Actions };
    const States = [{ StateName: 'Only', OnInput: { Events: [event] } }];
    const Properties = { Key: 'motorid', DetectorModelDefinition: { InitialStateName: 'Only', States } };
    const Type = 'AWS::IoTEvents::DetectorModel';
    expect(problemsOf({ document: { Resources: { M: { Type, Properties } } } })).toEqual([
      expect.stringContaining(
        'is made of what only CloudFormation knows; the names stand for the values: AWS::Region.',
      ),
    ]);
  });

  it.each(['firehose', 'dynamoDB', 'dynamoDBv2', 'iotEvents', 'iotSiteWise'])('%s', (type) => {
    const members = {
      firehose: { deliveryStreamName: 's' },
      dynamoDB: { tableName: "'t'", hashKeyField: "'k'", hashKeyValue: "'v'" },
      dynamoDBv2: { tableName: "'t'", payload: { contentExpression: "'{}'", type: 'JSON' } },
      iotEvents: { inputName: 'Pressure' },
      iotSiteWise: { propertyAlias: "'/a'", propertyValue: { value: { doubleValue: '1.0' } } },
    }[type];
    expect(problemsOf(acting({ [type]: members }))).toEqual([
      `${place}.${type}: event 'Overpressurized': the service does not carry out ${type}`,
    ]);
  });

  it.each([
    ['$aws/things/x/shadow/update', "AWS's own"],
    ["'$aws/things/' + $input.Pressure.motorid", "AWS's own"],
    ['cmd/demo/pump-7/request/1', 'for commands'],
    ["'cmd/demo/${$input.Pressure.motorid}/request/1'", 'for commands'],
    ['a/+/b', 'wildcard'],
  ])('the topic %s', (mqttTopic, message) => {
    expect(problemsOf(acting({ iotTopicPublish: { mqttTopic } }))).toEqual([expect.stringContaining(message)]);
  });

  it('a target that only CloudFormation knows', () => {
    const pascal = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(pascal)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value).map(([name, each]) => [name[0]?.toUpperCase() + name.slice(1), pascal(each)]),
            )
          : value;
    const properties = JSON.parse(
      JSON.stringify(pascal(document)).replace('"arn:aws:sns:us-east-1:123456789012:warning"', '{"Ref":"Topic"}'),
    );
    const template = { Resources: { Motor: { Type: 'AWS::IoTEvents::DetectorModel', Properties: properties } } };
    expect(problemsOf({ document: template })).toEqual([
      'model Resources.Motor.Properties.DetectorModelDefinition.States.1.OnEnter.Events.0.Actions.0.Sns: ' +
        "event 'Breached': sns names its target by Ref, which only CloudFormation can compute: write it out",
    ]);
  });

  it('a model without a key, and one whose key is not the device', () => {
    expect(problemsOf({ document: motor })).toEqual([expect.stringMatching(/^model : the model has no key/)]);
    const byFleet = { Pressure: { motorid: 'fleet', sensor: { pressure: 'metrics.pressure' } } };
    expect(problemsOf({ inputs: byFleet })).toEqual([
      expect.stringMatching(/^member inputs.Pressure: the model's key 'motorid' must lead to deviceId/),
    ]);
  });

  it('a name of an event that no decision could carry', () => {
    const changed = JSON.parse(JSON.stringify(document).replace('"Overpressurized"', `"${'x'.repeat(129)}"`));
    expect(problemsOf({ document: changed })).toEqual([
      'model detectorModelDefinition.states.0.onInput.transitionEvents.0.eventName: the name of an event has at most 128 characters',
    ]);
  });

  it('a model that AWS would not have taken', () => {
    const changed = JSON.parse(JSON.stringify(document).replace('"nextState":"Dangerous"', '"nextState":"Away"'));
    expect(problemsOf({ document: changed })).toContainEqual(
      'model detectorModelDefinition.states.0.onInput.transitionEvents.0: The TransitionEvent Overpressurized transitions to a non-existent state Away.',
    );
    expect(problemsOf({ document: { a: 1 } })).toHaveLength(1);
  });
});

describe('payloads', () => {
  it.each([
    [{}, 'member inputs: the model reads the input Pressure: give its payload'],
    [{ ...inputs, Other: { motorid: 'deviceId' } }, 'member inputs.Other: the model reads no input Other'],
    [
      { Pressure: { motorid: 'deviceId', sensor: {} } },
      'member inputs.Pressure: the model reads sensor.pressure of the input Pressure: the payload has no such member',
    ],
    [
      { Pressure: { motorid: 'deviceId', sensor: { pressure: 'metrics.presure' } } },
      "member inputs.Pressure: no device type of this file has a metric 'presure'",
    ],
    [
      { Pressure: { motorid: 'deviceId', sensor: { pressure: 'pressure' } } },
      'member inputs.Pressure.sensor.pressure: pressure is not known: known are deviceId, fleet, deviceType, time, seq and metrics.<name>',
    ],
    [
      { Pressure: { motorid: 'deviceId', sensor: { pressure: '$input.Pressure.x' } } },
      'member inputs.Pressure.sensor.pressure: $input.Pressure.x is not known: known are deviceId, fleet, deviceType, time, seq and metrics.<name>',
    ],
    [
      { Pressure: { motorid: 'deviceId', sensor: { pressure: 'timeout("t")' } } },
      'member inputs.Pressure.sensor.pressure: there is no function timeout here',
    ],
    [
      { Pressure: { motorid: 'deviceId', sensor: { pressure: '1 +' } } },
      expect.stringMatching(/^member inputs.Pressure.sensor.pressure: /),
    ],
  ])('%j', (changed, expected) => {
    expect(problemsOf({ inputs: changed })).toEqual([expected]);
  });
});
