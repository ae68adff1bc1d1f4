import { describeFunction, notNumbers } from '../describe-function.ts';

describeFunction('sin', [['sin(0)', '0'], ['sin(1)', '0.8414709848078965'], ["sin('0')", '0'], ...notNumbers('sin')]);
