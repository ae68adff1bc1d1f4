import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('cos', [['cos(0)', '1'], ["cos('0')", '1'], ['cos(1)', '0.5403023058681398'], ...notNumbers('cos')]);
