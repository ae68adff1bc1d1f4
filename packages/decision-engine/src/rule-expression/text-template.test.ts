import { expect, it } from 'vitest';
import { pumpNames, scopeOf } from './rule-expression.fixture.ts';
import { RuleExpressionError } from './rule-expression-error.ts';
import { compileTextTemplate } from './text-template.ts';

it('is a text, whatever the types in it, and says what is unknown', () => {
  const render = (text: string) => compileTextTemplate(text, pumpNames).render(scopeOf({ temperature: 91.5 }));
  expect(render('${temperature}')).toBe('91.5');
  expect(render('${deviceId}: ${temperature} °C, ${pressure} bar, ${temperature > limit}')).toBe(
    'pump-7: 91.5 °C, unknown bar, true',
  );
  expect(render('plain $ and $${limit}')).toBe('plain $ and ${limit}');
  expect(render('')).toBe('');
});

it('places problems in the whole text', () => {
  const text = 'ok ${limit}, bad ${temprature}';
  expect(() => compileTextTemplate(text, pumpNames)).toThrow(RuleExpressionError);
  try {
    compileTextTemplate(text, pumpNames);
  } catch (error) {
    expect((error as RuleExpressionError).problems).toMatchObject([
      { offset: text.indexOf('temprature'), length: 'temprature'.length },
    ]);
  }
});
