import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPosition } from './json-position.ts';

const text = `
{
  "a": [1, {"x": "}]\\"", "b": -1.5e3}, null ],
  "c\\u0064": {"e": {}}
}`;

test.each([
  [[], 2, 1],
  [['a'], 3, 3],
  [['a', 0], 3, 9],
  [['a', 1], 3, 12],
  [['a', 1, 'b'], 3, 26],
  [['a', 2], 3, 40],
  [['cd', 'e'], 4, 15],
  [['cd', 'e', 'missing'], 4, 15],
  [['a', 3, 'b'], 3, 3],
  [['missing', 'b'], 2, 1],
])('%j is in line %i, column %i', (path, line, column) => {
  expect(jsonPosition(text, path)).toEqual({ line, column });
});

test('every value of any JSON is found', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const json = JSON.stringify(value, null, indent);
      for (const [path, each] of leavesOf(value)) {
        const { line, column } = jsonPosition(json, path);
        const rest = json
          .split('\n')
          .slice(line - 1)
          .join('\n')
          .slice(column - 1);
        const last = path.at(-1);
        const name = typeof last === 'string' ? `${JSON.stringify(last)}:` : '';
        expect(rest.startsWith(name)).toBe(true);
        expect(rest.slice(name.length).trimStart().startsWith(JSON.stringify(each))).toBe(true);
      }
    }),
  );
});

type Path = readonly (string | number)[];

const leavesOf = (value: unknown, path: Path = []): readonly (readonly [Path, unknown])[] => {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([step, each]) => leavesOf(each, [...path, step]));
};
