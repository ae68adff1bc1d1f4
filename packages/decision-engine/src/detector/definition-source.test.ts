import { expect, test } from 'vitest';
import { valueAt } from './definition-form.ts';
import { readDetectorModel } from './definition-read.ts';
import { sourcePathOf } from './definition-source.ts';
import { readSample, type SampleModelName } from './models/sample-model.ts';

test.each<[SampleModelName, string, unknown]>([
  ['freezer-door', 'states[1].onEnter.events[0].actions[0].setTimer.seconds', 120],
  ['freezer-door', 'initialStateName', 'Closed'],
  ['compressor-pressure', 'states[0].stateName', 'Watching'],
  ['compressor-pressure', 'key', 'compressorId'],
  ['compressor-pressure.template', 'states[0].stateName', 'Watching'],
  ['compressor-pressure.template', 'key', 'compressorId'],
  ['compressor-pressure.template', 'Resources.CompressorInput.Properties.inputName', 'CompressorReading'],
  ['heartbeat.description', 'states[1].onInput.events[0].condition', 'currentInput("Beat")'],
  ['heartbeat.description', 'detectorModelVersion', '4'],
  ['every-action.resource', 'states[0].onInput.events[1].actions[3].iotEvents.inputName.Ref', 'UpstreamInput'],
  ['lobby-light.properties', 'states[1].stateName', 'On'],
])('%s has its %s where its form has it', (name, location, expected) => {
  const document = readSample(name);
  const { source } = readDetectorModel(document);
  expect(source && valueAt(document, sourcePathOf(source, location))).toBe(expected);
});
