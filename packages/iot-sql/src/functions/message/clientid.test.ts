import { describeFunction } from '../describe-function.ts';

describeFunction('clientid', [['clientid()', '"pump-7"']], { clientId: 'pump-7' });

describeFunction('clientid of a message that did not come over MQTT', [['clientid()', '"n/a"']]);
