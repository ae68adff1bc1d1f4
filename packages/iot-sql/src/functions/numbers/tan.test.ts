import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('tan', [['tan(3)', '-0.1425465430742778'], ["tan('0')", '0'], ...notNumbers('tan')]);
