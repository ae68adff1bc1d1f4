import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidTopicParameter } from './topic.ts';
import { basicIngestTopic, commandRequestTopic, commandResponseTopic, telemetryTopic } from './topics.ts';

const name = fc.stringMatching(/^[a-zA-Z0-9_-]{1,64}$/);

describe('topics', () => {
  it('parses what it builds', () => {
    fc.assert(
      fc.property(name, name, name, (fleet, deviceId, commandId) => {
        const parameters = { fleet, deviceId, commandId };
        expect(commandRequestTopic.parse(commandRequestTopic.build(parameters))).toEqual(parameters);
      }),
    );
  });

  it('says who a telemetry topic is from', () => {
    expect(telemetryTopic.parse('dt/demo/pump-7/telemetry')).toEqual({ fleet: 'demo', deviceId: 'pump-7' });
  });

  it.each([
    'dt/demo/telemetry',
    'dt/demo/pump-7/telemetry/extra',
    'dt//pump-7/telemetry',
    'dt/demo/pump 7/telemetry',
    'dt/demo/pump-7/Telemetry',
    'xx/demo/pump-7/telemetry',
    '/dt/demo/pump-7/telemetry',
    '',
  ])('does not take %j for telemetry', (topic) => {
    expect(telemetryTopic.parse(topic)).toBeUndefined();
  });

  it('tells request and response apart', () => {
    const topic = 'cmd/demo/pump-7/response/c1';
    expect(commandRequestTopic.parse(topic)).toBeUndefined();
    expect(commandResponseTopic.parse(topic)).toEqual({ fleet: 'demo', deviceId: 'pump-7', commandId: 'c1' });
  });

  it('makes filters, with + for what is left open', () => {
    expect(telemetryTopic.filter()).toBe('dt/+/+/telemetry');
    expect(commandRequestTopic.filter({ fleet: 'demo', deviceId: 'pump-7' })).toBe('cmd/demo/pump-7/request/+');
  });

  it.each(['a/b', '+', '#', ''])('refuses %j as a level', (deviceId) => {
    expect(() => telemetryTopic.build({ fleet: 'demo', deviceId })).toThrow(InvalidTopicParameter);
    expect(() => telemetryTopic.filter({ deviceId })).toThrow(InvalidTopicParameter);
  });

  it('wraps a topic for Basic Ingest', () => {
    expect(basicIngestTopic('signalbox_prod_telemetry', 'dt/demo/pump-7/telemetry')).toBe(
      '$aws/rules/signalbox_prod_telemetry/dt/demo/pump-7/telemetry',
    );
  });
});
