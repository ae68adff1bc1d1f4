import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('sign', [
  ['sign(-7)', '-1'],
  ['sign(0)', '0'],
  ['sign(0.0)', '0'],
  ['sign(13)', '1'],
  ["sign('-0.5')", '-1'],
  ...notNumbers('sign'),
]);
