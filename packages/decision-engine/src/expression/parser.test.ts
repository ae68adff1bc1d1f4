import { describe, expect, it } from 'vitest';
import { ExpressionError, type Node, parseExpression, parseTemplate } from './index.ts';

/** Every operation in parentheses of its own, so that a line shows how an expression was grouped. */
function grouped(node: Node): string {
  if (node.kind === 'binary') return `(${grouped(node.left)}${node.operator}${grouped(node.right)})`;
  if (node.kind === 'unary') return `(${node.operator}${grouped(node.operand)})`;
  if (node.kind === 'call') return `${node.name}(${node.arguments.map(grouped).join()})`;
  if (node.kind === 'template')
    return node.parts.map((each) => (typeof each === 'string' ? each : grouped(each))).join('·');
  if (node.kind === 'reference') return [node.root, ...node.path].join('/');
  if (node.kind === 'string') return `'${node.value}'`;
  return typeof node.value === 'bigint' ? `${node.value}` : JSON.stringify(node.value);
}

function refusal(text: string): string {
  try {
    parseExpression(text);
  } catch (error) {
    if (error instanceof ExpressionError) return `${error.offset}: ${error.message}`;
    throw error;
  }
  return 'parsed';
}

describe('parseExpression groups', () => {
  it.each([
    ['a || b && c', '(a||(b&&c))'],
    ['a && b | c', '(a&&(b|c))'],
    ['a | b ^ c', '(a|(b^c))'],
    ['a ^ b & c', '(a^(b&c))'],
    ['a & b == c', '((a&b)==c)'],
    ['a != b | c + d', '(a!=(b|(c+d)))'],
    ['a == b < c', '(a==(b<c))'],
    ['a <= b + c', '(a<=(b+c))'],
    ['a - b * c', '(a-(b*c))'],
    ['a * -b', '(a*(-b))'],
    ['-a.b[0] / 2', '((-a/b/0)/2)'],
    ['!a == b', '((!a)==b)'],
    ['! ! a', '(!(!a))'],
    ['a--b', '(a-(-b))'],
    ['a - b - c', '((a-b)-c)'],
    ['a / b * c', '((a/b)*c)'],
    ['a != b == c', '((a!=b)==c)'],
    ['(a || b) && c', '((a||b)&&c)'],
    ['a-(b-c)', '(a-(b-c))'],
    ['a < b && c >= d || e', '(((a<b)&&(c>=d))||e)'],
  ])('%s', (text, expected) => {
    expect(grouped(parseExpression(text))).toBe(expected);
  });
});

describe('parseExpression reads', () => {
  it.each([
    ['12', '12'],
    ['12345678901234567890', '12345678901234567890'],
    ['10.50', '10.5'],
    ['1e3', '1000'],
    ['1.5E-2', '0.015'],
    ['true', 'true'],
    ['"a\'b"', "'a'b'"],
    ["'a\"b'", "'a\"b'"],
    [String.raw`"\"01\" \\ \n ä\/"`, '\'"01" \\ \n ä/\''],
    ["''", "''"],
    ['$input.Name.path[0].`back ticked`', '$input/Name/path/0/back ticked'],
    ['$input.`_Name`.`motor id`', '$input/_Name/motor id'],
    ['$variable . name', '$variable/name'],
    ['`motor id`.x', 'motor id/x'],
    ['convert(Decimal, $input.A.b)', 'convert(Decimal,$input/A/b)'],
    ['f()', 'f()'],
    ['timeout("t") && triggerType(\'Timer\')', "(timeout('t')&&triggerType('Timer'))"],
  ])('%s', (text, expected) => {
    expect(grouped(parseExpression(text))).toBe(expected);
  });

  it('tells integers from decimals', () => {
    expect(parseExpression('10')).toMatchObject({ kind: 'integer', value: 10n });
    expect(parseExpression('10.0')).toMatchObject({ kind: 'decimal', value: 10 });
  });

  it('templates, with strings of the same quotes within', () => {
    const text = `'{"a": \${$variable.a}, "b": "\${'x' + '\${1}'}"}'`;
    expect(grouped(parseExpression(text))).toBe(`{"a": ·$variable/a·, "b": "·('x'+1)·"}`);
    expect(parseExpression("'${a}'")).toMatchObject({ kind: 'template', parts: [{ kind: 'reference', root: 'a' }] });
  });

  it('an escaped ${ as text', () => {
    expect(parseExpression(String.raw`'\${a} $b $'`)).toMatchObject({ kind: 'string', value: '${a} $b $' });
  });

  it('where each node stands, parentheses included', () => {
    const node = parseExpression(' (a + b) * f( 1 )');
    expect(node).toMatchObject({ kind: 'binary', start: 1, end: 17 });
    expect(node).toMatchObject({
      left: { start: 1, end: 8, left: { start: 2, end: 3 } },
      right: { start: 11, end: 17 },
    });
  });
});

describe('parseExpression refuses', () => {
  it.each([
    ['', '0: expected an expression, found the end'],
    ['a +', '3: expected an expression, found the end'],
    ['a b', "2: expected an operator or the end, found 'b'"],
    ['(a', "2: expected ')' to close '(', found the end"],
    ['f(a b)', "4: expected ')' or ',' in the arguments of f, found 'b'"],
    ['f(a,)', "4: expected an expression, found ')'"],
    ['a and b', "2: expected an operator or the end, found 'and': write &&"],
    ['a = b', "2: unexpected '=': equality is '=='"],
    ['.5', "0: expected an expression, found '.'"],
    ['a[-1]', "2: expected a number from 0 on after '[', found '-'"],
    ['a[99999999999999999999]', '2: an index too large'],
    ['a[1', "3: expected ']' to close '[', found the end"],
    ['a._b', '2: unexpected character "_"'],
    ['a."b"', "2: expected a name after '.' (in backticks if not of letters, digits and _), found a string"],
    ['$input.my-', '10: expected an expression, found the end'],
    ['`a', '0: a name without a closing `'],
    ['a.``', '2: an empty name in backticks'],
    ['`$input`.a', '0: a name that a reference begins with cannot begin with $'],
    ['"a', '0: a string without a closing "'],
    ["'${a'", "4: expected '}' to close '${', found a string"],
    ["'${}'", "3: expected an expression, found '}'"],
    ['${a}', "0: '${' stands in a string only"],
    [String.raw`'\d'`, String.raw`1: unknown escape \d in a string`],
    [`1${'0'.repeat(400)}.5`, `0: the number 1${'0'.repeat(400)}.5 is too large`],
    ['a % b', '2: unexpected character "%"'],
  ])('%s', (text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it.each([
    ['parentheses', `${'('.repeat(10_000)}a${')'.repeat(10_000)}`],
    ['unary operators', `${'!'.repeat(10_000)}a`],
    ['calls', `${'f('.repeat(10_000)}a${')'.repeat(10_000)}`],
    ['chains', `a${' + a'.repeat(10_000)}`],
    ['templates', `${"'${".repeat(10_000)}a${"}'".repeat(10_000)}`],
  ])('%s nested too deep', (_name, text) => {
    expect(() => parseExpression(text)).toThrow(expect.objectContaining({ code: 'TOO_DEEP' }));
  });

  it('nothing that fits a condition of AWS for its depth', () => {
    expect(parseExpression(`1${'+1'.repeat(255)}`).kind).toBe('binary');
    expect(parseExpression(`${'('.repeat(255)}1${')'.repeat(255)}`).kind).toBe('integer');
  });
});

describe('parseTemplate', () => {
  it('reads texts and expressions in turn', () => {
    expect(parseTemplate("a '${x + '}'}'$${b}${y}")).toMatchObject([
      "a '",
      { kind: 'binary', start: 5, end: 12 },
      "'${b}",
      { kind: 'reference', root: 'y' },
    ]);
    expect(parseTemplate('')).toEqual([]);
  });

  it('refuses an expression that is not closed', () => {
    expect(() => parseTemplate('a ${b')).toThrow(expect.objectContaining({ code: 'SYNTAX', offset: 5 }));
  });
});
