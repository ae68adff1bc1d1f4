import { describeFunction } from '../describe-function.ts';

describeFunction('accountid', [['accountid()', '"123456789012"']], { accountId: '123456789012' });
