import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('bitand', [
  ['bitand(13, 5)', '5'],
  ['bitand("13", 5)', '5'],
  ['bitand(13.9, 5.9)', '5'],
  ['bitand(-1, 7)', '7'],
  ['bitand(1267650600228229401496703205375, 18446744073709551615)', '18446744073709551615'],
  ['bitand(s, 5)', ''],
  ...notNumbers('bitand', '5'),
]);
