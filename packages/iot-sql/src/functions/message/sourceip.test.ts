import { describeFunction } from '../describe-function.ts';

describeFunction('sourceip', [['sourceip()', '"192.158.1.38"']], { sourceIp: '192.158.1.38' });
