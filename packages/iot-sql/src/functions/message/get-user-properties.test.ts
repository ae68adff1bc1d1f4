import { describeFunction } from '../describe-function.ts';

describeFunction(
  'get_user_properties',
  [
    ["get_user_properties('some key')", '["some value","value with duplicate key"]'],
    ["get_user_properties('a different key')", '["a different value"]'],
    [
      'get_user_properties()',
      '[{"some key":"some value"},{"a different key":"a different value"},{"some key":"value with duplicate key"}]',
    ],
    ["get_user_properties('non-existent user property')", ''],
  ],
  {
    mqttProperties: {
      userProperties: [
        ['some key', 'some value'],
        ['a different key', 'a different value'],
        ['some key', 'value with duplicate key'],
      ],
    },
  },
);

describeFunction('get_user_properties of a message without any', [
  ['get_user_properties()', '[]'],
  ["get_user_properties('k')", ''],
]);
