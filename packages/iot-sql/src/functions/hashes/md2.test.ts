import { describeFunction } from '../describe-function.ts';

describeFunction('md2', [
  ['md2("hello")', '"a9046c73e00331af68917d3804f70655"'],
  ["md2('')", '"8350e5a3e24c153df2275c9f80692773"'],
  ["md2('abcdefghijklmnopqrstuvwxyz')", '"4e8ddff3650292ab5a4108c3aa47940b"'],
  [
    "md2('12345678901234567890123456789012345678901234567890123456789012345678901234567890')",
    '"d5976f79d83d3a0dc9806c3c66f3efd8"',
  ],
  ['md2(n)', ''],
  ['md2(missing)', ''],
]);
