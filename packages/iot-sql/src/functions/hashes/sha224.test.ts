import { describeFunction } from '../describe-function.ts';

describeFunction('sha224', [
  ['sha224("hello")', '"ea09ae9cc6768c50fcee903ed054556e5bfc8347907f12598aa24193"'],
  ["sha224('€')", '"2d84d00439393727ea7c878a1e2e094e3a8e8d01d1784d2364d44e28"'],
  ['sha224(i)', '"56929c1607626a1edbdaafb9c7f10c247e54fcbb20f1e3260f783011"'],
  ['sha224(a)', '"b098ce44c31677b4bc2fdb30256420f13862b06792f8a17df03b696a"'],
  ['sha224(n)', ''],
  ['sha224(missing)', ''],
]);
