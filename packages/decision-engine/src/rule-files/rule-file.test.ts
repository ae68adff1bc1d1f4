import { expect, it } from 'vitest';
import { kindOf, nameOf, relativeTo } from './rule-file.ts';

it.each([
  ['rules/pump-hot.yaml', 'rule', 'pump-hot'],
  ['pump-hot.yml', 'rule', 'pump-hot'],
  ['motor.detector.yaml', 'detector', 'motor'],
  ['motor.alarm.yml', 'alarm', 'motor'],
  ['motor.json', 'model', 'motor'],
  ['motor.txt', 'unknown', 'motor.txt'],
])('%s is a %s called %s', (file, kind, name) => {
  expect(kindOf({ file, text: '' })).toBe(kind);
  expect(nameOf({ file, text: '' })).toBe(name);
});

it.each([
  ['rules/a.yaml', './m.json', 'rules/m.json'],
  ['rules/a.yaml', 'models/m.json', 'rules/models/m.json'],
  ['rules/a.yaml', '../m.json', 'm.json'],
  ['../rules/a.yaml', '../../m.json', '../../m.json'],
  ['a.yaml', './m.json', 'm.json'],
  ['/abs/rules/a.yaml', './m.json', '/abs/rules/m.json'],
])('from %s, %s is %s', (file, path, expected) => {
  expect(relativeTo(file, path)).toBe(expected);
});
