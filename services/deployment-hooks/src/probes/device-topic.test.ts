import { commandRequestTopic } from '@signalbox/contracts';
import { expect, it } from 'vitest';
import { deviceTopic } from './device-topic.ts';

it('is where the contracts of this version send commands', () => {
  const place = { fleet: 'demo', deviceId: 'pump-1', commandId: 'c-1' };
  expect(commandRequestTopic.build(place)).toBe(deviceTopic('demo', 'pump-1', 'c-1'));
});
