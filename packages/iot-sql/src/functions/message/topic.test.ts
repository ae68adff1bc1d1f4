import { describeFunction } from '../describe-function.ts';

describeFunction(
  'topic',
  [
    ['topic()', '"things/myThings/thingOne"'],
    ['topic(1)', '"things"'],
    ['topic(3)', '"thingOne"'],
    ['topic(1.9)', '"things"'],
    ["topic('2')", '"myThings"'],
    ['topic(4)', ''],
    ['topic(0)', ''],
    ['topic(s)', ''],
  ],
  { topic: 'things/myThings/thingOne' },
);
