import { describeFunction } from '../describe-function.ts';

describeFunction('principal', [['principal()', '"ABCD1EFG3HIJK2LMNOP5:my-session-name"']], {
  principal: 'ABCD1EFG3HIJK2LMNOP5:my-session-name',
});
