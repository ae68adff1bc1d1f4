import { describeFunction } from '../describe-function.ts';

describeFunction('traceid', [['traceid()', '"12345678-1234-1234-1234-123456789012"']], {
  traceId: '12345678-1234-1234-1234-123456789012',
});

describeFunction('traceid of a message that did not come over MQTT', [['traceid()', '']]);
