import { describeFunction } from '../describe-function.ts';

describeFunction('exists', [
  ['EXISTS (SELECT * FROM a AS x WHERE x = 2)', 'true'],
  ['exists (select * from a as x where x = 3)', 'false'],
  ['exists (select k from o where k = 1)', 'true'],
  ['exists (select k from o where k = 2)', 'false'],
  ['exists (select * from missing)', 'false'],
  ['NOT EXISTS (SELECT * FROM a)', 'false'],
]);
