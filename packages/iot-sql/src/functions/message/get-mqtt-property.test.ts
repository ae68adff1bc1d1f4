import { describeFunction } from '../describe-function.ts';

describeFunction(
  'get_mqtt_property',
  [
    ["get_mqtt_property('content_type')", '"application/json"'],
    ["get_mqtt_property('format_indicator')", '"UTF8_DATA"'],
    ["get_mqtt_property('response_topic')", '"a/answer"'],
    ["get_mqtt_property('correlation_data')", '"aGk="'],
    ["get_mqtt_property('some_invalid_name')", ''],
    ['get_mqtt_property(n)', ''],
  ],
  {
    mqttProperties: {
      contentType: 'application/json',
      payloadFormatIndicator: 'UTF8_DATA',
      responseTopic: 'a/answer',
      correlationData: 'aGk=',
    },
  },
);

describeFunction('get_mqtt_property of a message without properties', [
  ["get_mqtt_property('content_type')", ''],
  ["get_mqtt_property('format_indicator')", '"UNSPECIFIED_BYTES"'],
  ["get_mqtt_property('response_topic')", ''],
  ["get_mqtt_property('correlation_data')", ''],
]);
