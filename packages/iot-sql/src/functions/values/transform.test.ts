import { describeFunction } from '../describe-function.ts';

const VALUES = '{"attributes":{"data1":1,"data2":2},"values":[{"a":3},{"b":4},{"c":5}]}';
const NESTED = JSON.stringify({
  data1: 'example',
  data2: {
    a: 'first',
    b: 'second',
    c: [
      { x: { someInt: 5 }, y: true },
      { x: { someInt: 10 }, y: false },
    ],
  },
});

describeFunction(
  'transform',
  [
    [
      'transform("enrichArray", attributes, values)',
      '[{"a":3,"data1":1,"data2":2},{"b":4,"data1":1,"data2":2},{"c":5,"data1":1,"data2":2}]',
    ],
    [
      'transform("enrichArray", {"key": attributes.data1}, values)',
      '[{"a":3,"key":1},{"b":4,"key":1},{"c":5,"key":1}]',
    ],
    ['transform("enrichArray", {"a": 0}, [{"a": 3}])', '[{"a":0}]'],
    ['transform("enrichArray", attributes, [])', '[]'],
    ['transform("other", attributes, values)', ''],
    ['transform(attributes, attributes, values)', ''],
    ['transform("enrichArray", 1, values)', ''],
    ['transform("enrichArray", attributes, attributes)', ''],
    ['transform("enrichArray", attributes, [1])', ''],
    ['transform("enrichArray", attributes)', ''],
  ],
  { payload: Buffer.from(VALUES) },
);

describeFunction(
  'transform with nested queries',
  [
    [
      "transform('enrichArray', (select a, b from data2), (select value c from data2))",
      '[{"x":{"someInt":5},"y":true,"a":"first","b":"second"},{"x":{"someInt":10},"y":false,"a":"first","b":"second"}]',
    ],
    [
      "transform('enrichArray', (select a from data2), (select y from data2.c where y = true))",
      '[{"y":true,"a":"first"}]',
    ],
  ],
  { payload: Buffer.from(NESTED) },
);
