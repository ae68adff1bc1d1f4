import { describeFunction } from '../describe-function.ts';

describeFunction('sha384', [
  [
    'sha384("hello")',
    '"59e1748777448c69de6b800d7a33bbfb9ff1b463e44354c3553bcdb9c666fa90125a3c79f90397bdf5f6a13de828684f"',
  ],
  ["sha384('€')", '"0a9795583eb5208016e203ecbc96572a1509ff602030d3046a41fdb24fed6e0d55b17537fe2d151763dff8b41b33ce9b"'],
  ['sha384(i)', '"c2b14cbf3fcb739683383b96157f765c8629dd2415ceb3b277b5f6028e8bb3c8cc5408be8a88254907c6ebb1cd4f1827"'],
  ['sha384(a)', '"6254aa50aee7ae37446414bd712b66756b89f6cd2e3861e4d8f2bbac80e14f4e9417a1d3eee48e781c645d30c0d19b2d"'],
  ['sha384(n)', ''],
  ['sha384(missing)', ''],
]);
