import { describeFunction } from '../describe-function.ts';

describeFunction('sql_version', [['sql_version()', '"2016-03-23"']]);
