import { describeFunction } from '../describe-function.ts';

describeFunction('sha512', [
  [
    'sha512("hello")',
    '"9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca72323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043"',
  ],
  [
    "sha512('€')",
    '"1b6cc657469e2cb8772227e50df0e7300a23ac0359e2dc0c2163c3dd5c8480e8d6193b6c54678263f2ff7a54cb905cc49c42cdecb544b6647be470c1e2d14b4d"',
  ],
  [
    'sha512(i)',
    '"f05210c5b4263f0ec4c3995bdab458d81d3953f354a9109520f159db1e8800bcd45b97c56dce90a1fc27ab03e0b8a9af8673747023c406299374116d6f966981"',
  ],
  [
    'sha512(a)',
    '"c582a8d6029bdfbefdc9e523a0af316b6e90312242d2614d38238f83babac2ee440c36d9660051d247ce2f9ce031bbdddce826b972b6a9685e1a3a1d7a325442"',
  ],
  ['sha512(n)', ''],
  ['sha512(missing)', ''],
]);
