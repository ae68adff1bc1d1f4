import { describeFunction } from '../describe-function.ts';

describeFunction('decode', [
  ["decode('eyAidGVtcGVyYXR1cmUiOiAzMyB9Cg==', 'base64')", '{"temperature":33}'],
  ["decode('eyAidGVtcGVyYXR1cmUiOiAzMyB9Cg==', 'base64').temperature", '33'],
  ["decode('aGk=', 'base64')", '"hi"'],
  ["decode('aGk', 'base64')", '"hi"'],
  ["decode('ODA=', 'base64')", '80'],
  ["decode('', 'base64')", '""'],
  ["decode('a', 'base64')", 'null'],
  ["decode('a!==', 'base64')", 'null'],
  ["decode('aGk=a', 'base64')", 'null'],
  ['decode(n, "base64")', 'null'],
  ['decode(missing, "base64")', ''],
  ["decode(encode(*, 'base64'), 'base64').i", '7'],
]);
