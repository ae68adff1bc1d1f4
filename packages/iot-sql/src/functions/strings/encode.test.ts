import { describeFunction } from '../describe-function.ts';

describeFunction('encode', [
  ["encode('hi', 'base64')", '"aGk="'],
  ["encode(o, 'base64')", '"eyJrIjoxfQ=="'],
  ["encode(i, 'base64')", '"Nw=="'],
  ["encode(n, 'base64')", ''],
  ["encode(missing, 'base64')", ''],
  ["decode(encode(*, 'base64'), 'base64') = *", 'true'],
]);
