import { expect, it } from 'vitest';
import { ssmParametersOf } from './ssm-parameters.ts';

const file = (name: string, text: string) => ({ file: name, text });

it('lists the names of a stage, each once, and leaves what is wrong to the compiler', () => {
  const files = [
    file('a.yaml', 'parameters: { a: 5, b: { default: 1, ssm: "/s/{stage}/b" }, c: { default: 1, ssm: /s/c } }'),
    file(
      'b.yaml',
      'parameters: { a: { default: 1, ssm: "/s/{stage}/a/{stage}" }, d: { default: 1, ssm: /s/c }, e: { ssm: 1 } }',
    ),
    file('bad.yaml', 'parameters: ['),
    file('list.yaml', '- parameters'),
    file('model.json', '{"parameters": {"a": {"ssm": "/no"}}}'),
  ];
  expect(ssmParametersOf(files, 'prod')).toEqual(['/s/c', '/s/prod/a/prod', '/s/prod/b']);
});
