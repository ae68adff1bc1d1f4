import { expect, it } from 'vitest';
import { plainItemText } from './plain-item-text.ts';

it('writes every type of attribute as plain JSON, numbers with all their digits', () => {
  const item = {
    text: { S: 'a "b"' },
    number: { N: '12345678901234567890.123' },
    is: { BOOL: true },
    nothing: { NULL: true },
    bytes: { B: 'aGk=' },
    list: { L: [{ N: '1' }, { M: { deep: { S: 'x' } } }] },
    numbers: { NS: ['1', '2.5'] },
    texts: { SS: ['a', 'b'] },
  };
  expect(plainItemText(item)).toBe(
    '{"text":"a \\"b\\"","number":12345678901234567890.123,"is":true,"nothing":null,"bytes":"aGk=",' +
      '"list":[1,{"deep":"x"}],"numbers":[1,2.5],"texts":["a","b"]}',
  );
  expect(plainItemText({})).toBe('{}');
});
