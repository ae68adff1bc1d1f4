import { describeFunction } from '../describe-function.ts';

describeFunction('sha1', [
  ['sha1("hello")', '"aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"'],
  ["sha1('€')", '"83fc867a6ea7bf1ca105aec9a1b81234e0aec40e"'],
  ['sha1(i)', '"902ba3cda1883801594b6e1b452790cc53948fda"'],
  ['sha1(a)', '"b874a9cb236fc88a636fad656a401e23b64300da"'],
  ['sha1(n)', ''],
  ['sha1(missing)', ''],
]);
