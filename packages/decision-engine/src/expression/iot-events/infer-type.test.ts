import { describe, expect, it } from 'vitest';
import { parseExpression } from '../index.ts';
import { inferType, type StaticType, type TypeReport } from './index.ts';

const TYPES: Readonly<Record<string, StaticType>> = {
  count: 'Integer',
  limit: 'Decimal',
  mode: 'String',
  on: 'Boolean',
};

function report(text: string, condition = false): TypeReport {
  const typeOf = ({ name }: { name: string }): StaticType => TYPES[name] ?? 'Unknown';
  return inferType(parseExpression(text), { text, typeOf, condition });
}

describe('inferType', () => {
  it.each<[string, StaticType]>([
    ['1 + 2', 'Integer'],
    ['1 + 2.0', 'Decimal'],
    ['$variable.limit * 2', 'Decimal'],
    ['$variable.x * 2', 'Unknown'],
    ['$variable.x + 1.5', 'Decimal'],
    ['$variable.x + "a"', 'String'],
    ['-$variable.limit', 'Decimal'],
    ['-9223372036854775808', 'Integer'],
    ["'a ${$variable.count}'", 'String'],
    ['$variable.x > 3 && !$variable.on', 'Boolean'],
    ['$variable.x | 3', 'Integer'],
    ['convert(Decimal, $variable.mode)', 'Decimal'],
    ['convert("String", $variable.count)', 'String'],
    ['convert($variable.mode, $variable.x)', 'Unknown'],
    ['bitor($variable.count, 1)', 'Integer'],
    ['timeout("t")', 'Boolean'],
    ['$input.Pump.pressure', 'Unknown'],
  ])('of %s is %s', (text, type) => {
    expect(report(text)).toMatchObject({ type, problems: [] });
  });

  it.each([
    [
      'true + false',
      'INCOMPATIBLE_OPERANDS',
      "The data types [Boolean, Boolean] that you entered for the operator [+] aren't compatible for the following expression: 'true + false'",
    ],
    [
      '1 + $variable.mode',
      'INCOMPATIBLE_OPERANDS',
      "The data types [Integer, String] that you entered for the operator [+] aren't compatible for the following expression: '1 + $variable.mode'",
    ],
    [
      '(1 && true)',
      'INCOMPATIBLE_OPERANDS',
      "The data types [Integer, Boolean] that you entered for the operator [&&] aren't compatible for the following expression: '(1 && true)'",
    ],
    [
      '!$variable.count',
      'INCOMPATIBLE_OPERANDS',
      "The data types [Integer] that you entered for the operator [!] aren't compatible for the following expression: '!$variable.count'",
    ],
    [
      '$variable.limit & 1',
      'INCOMPATIBLE_OPERANDS',
      "The data types [Decimal, Integer] that you entered for the operator [&] aren't compatible for the following expression: '$variable.limit & 1'",
    ],
    [
      "$variable.on == 'on'",
      'INCOMPATIBLE_OPERANDS',
      "The data types [Boolean, String] used with operands of the comparison operator [==] are not compatible in the following expression: $variable.on == 'on'",
    ],
    [
      '$variable.on < true',
      'INCOMPATIBLE_OPERANDS',
      'The data types [Boolean, Boolean] used with operands of the comparison operator [<] are not compatible in the following expression: $variable.on < true',
    ],
    [
      '$variable.x + 1 == 2 && $variable.x',
      'INCOMPATIBLE_USES',
      'Incompatible data types [Integer, Boolean] found for $variable.x in the following expression: $variable.x + 1 == 2 && $variable.x',
    ],
    ['foo(1)', 'UNKNOWN_FUNCTION', "there is no function 'foo'"],
    ['timeout()', 'WRONG_ARITY', "the function 'timeout' takes 1 arguments, not 0"],
    [
      'timeout(1)',
      'WRONG_ARGUMENT',
      "The data types [Integer] found for the argument 1 of the function 'timeout' aren't compatible: it takes String",
    ],
    ['triggerType("Now")', 'WRONG_ARGUMENT', 'triggerType takes "Message" or "Timer"'],
    ['convert(Integer, "1")', 'WRONG_ARGUMENT', "convert takes String, Boolean or Decimal, not 'Integer'"],
    ['convert(Decimal, 1)', 'WRONG_ARGUMENT', 'convert cannot make a Decimal of the data type [Integer] of 1'],
    [
      'convert(String, $variable.mode)',
      'WRONG_ARGUMENT',
      'convert cannot make a String of the data type [String] of $variable.mode',
    ],
    ['limit > 1', 'INVALID_REFERENCE', "'limit' is neither $input nor $variable"],
    ['$input', 'INVALID_REFERENCE', '$input needs a name: $input.name'],
    ['9223372036854775808', 'INTEGER_RANGE', '9223372036854775808 does not fit an integer of 64 bits'],
  ])('reports %s', (text, code, message) => {
    expect(report(text).problems).toEqual([expect.objectContaining({ code, message })]);
  });

  it('says where a problem stands', () => {
    expect(report('1 > 0 && (true + false)').problems).toMatchObject([{ start: 9, end: 23, analysis: 'data-type' }]);
    expect(report('1 > foo(2)').problems).toMatchObject([{ start: 4, end: 10, analysis: 'expression-syntax' }]);
  });

  it('wants a condition to be a Boolean', () => {
    expect(report('$variable.count + 1', true).problems).toMatchObject([
      { code: 'NOT_A_CONDITION', message: 'Expression $variable.count + 1 is not a valid condition expression.' },
    ]);
    expect(report('$variable.x', true)).toMatchObject({ problems: [], uses: [{ type: 'Boolean' }] });
  });

  it('tells what references are used as', () => {
    const uses = report('$variable.x > 2.5 && contains($input.A.b[0], "c") && $variable.y == $variable.z').uses;
    expect(uses.map(({ reference, type, start }) => [reference, type, start])).toEqual([
      ['$variable.x', 'Decimal', 0],
      ['$input.A.b[0]', 'String', 30],
    ]);
  });
});
