import { describeFunction } from '../describe-function.ts';

describeFunction('sha256', [
  ['sha256("hello")', '"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"'],
  ["sha256('€')", '"c4cc90ed3d26f12d4b08a75140970a7904035c31cbb4515a83f19b9003c00d1d"'],
  ['sha256(i)', '"7902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451"'],
  ['sha256(a)', '"49a64717d5d4cb19952e6eac2946415cf6879adacf9908e7d872332d32c6e684"'],
  ['sha256(n)', ''],
  ['sha256(missing)', ''],
]);
