import { describeFunction } from '../describe-function.ts';

describeFunction('rand', [
  ['rand()', '0.8231909191640703'],
  ['rand(1)', ''],
]);
