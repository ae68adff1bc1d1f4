import { describe, expect, it } from 'vitest';
import { compileTemplate } from './compile-template.ts';
import { Message } from './message.ts';
import { SqlError } from './sql-error.ts';

function render(template: string, payload: string): unknown {
  const message = new Message({ topic: 'dt/demo/pump-7', payload: Buffer.from(payload), receivedAt: 5 });
  const result = compileTemplate(template, { version: '2016-03-23' }).render(message);
  return result.ok ? result.value : result.failure.code;
}

describe('compileTemplate', () => {
  it.each([
    ['plain $text}', 'plain $text}'],
    ['${topic(3)}', 'pump-7'],
    ['a/${topic(2)}/${id}/b', 'a/demo/d1/b'],
    ['${id + "}"}x', 'd1}x'],
    ["${{'k': n}}", '{"k":1.5}'],
    ['${missing}', ''],
    ['${nothing}', ''],
    ['${n}', '1.5'],
    ['${timestamp()}', '5'],
  ])('%s renders %s', (template, expected) => {
    expect(render(template, '{"id":"d1","n":1.5,"nothing":null}')).toBe(expected);
  });

  it('does not need JSON when it names no attribute', () => {
    expect(render('${topic(1)}', 'no json')).toBe('dt');
    expect(render('${id}', 'no json')).toBe('PAYLOAD_NOT_JSON');
  });

  it('knows that a text without templates is constant', () => {
    expect(compileTemplate('a/b').constant).toBe('a/b');
    expect(compileTemplate('a/${b}').constant).toBeUndefined();
  });

  it.each(['${', '${a', '${a b}', '${lowr(a)}', '${}'])('refuses %s', (template) => {
    expect(() => compileTemplate(template)).toThrow(SqlError);
  });
});
