import { describeFunction } from '../describe-function.ts';

describeFunction('newuuid', [
  ['newuuid()', '"123a4567-b89c-12d3-e456-789012345000"'],
  ['newuuid(1)', ''],
]);
