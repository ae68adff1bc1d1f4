import type { Json } from '../json.ts';
import type { Bound } from './bound.ts';
import { compileValue } from './compile-value.ts';
import type { RuleNames, RuleScope } from './scope.ts';
import { bindTemplate } from './text-template.ts';
import { type UsedNames, usedNames } from './used-names.ts';

/** JSON with values computed into its strings. */
export interface JsonTemplate extends UsedNames {
  readonly bounds: readonly Bound[];
  /** Undefined when a value in it is unknown: there is no JSON for that. */
  readonly render: (scope: RuleScope) => Json | undefined;
}

type Render = JsonTemplate['render'];
type Bind = (text: string) => readonly Bound[];

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);

const renderText = (bounds: readonly Bound[]): Render => {
  const [only, ...more] = bounds;
  if (only === undefined) return () => '';
  return compileValue(more.length === 0 ? only : { kind: 'text', type: 'string', parts: bounds });
};

const renderList = (items: readonly Render[]): Render => {
  return (scope) => {
    const list = items.map((item) => item(scope)).filter((item) => item !== undefined);
    return list.length === items.length ? list : undefined;
  };
};

const renderObject = (members: readonly (readonly [name: string, render: Render])[]): Render => {
  return (scope) => {
    const rendered = members.map(([name, render]) => [name, render(scope)] as const);
    if (rendered.some(([, value]) => value === undefined)) return undefined;
    return Object.fromEntries(rendered) as Json & object;
  };
};

const compile = (json: Json, bind: Bind): Render => {
  if (typeof json === 'string') return renderText(bind(json));
  if (json === null || typeof json !== 'object') return () => json;
  if (isList(json)) return renderList(json.map((item) => compile(item, bind)));
  return renderObject(Object.entries(json).map(([name, member]) => [name, compile(member, bind)]));
};

/**
 * Compiles JSON whose strings may hold `${…}`: alone in its string, an expression keeps its type; within text it is written
 * into it. Names of members are taken as they are.
 * @throws {RuleExpressionError} for the first string that does not compile, with the place in that string
 */
export const compileJsonTemplate = (json: Json, names: RuleNames): JsonTemplate => {
  const bounds: Bound[] = [];
  const render = compile(json, (text) => {
    const bound = bindTemplate(text, names);
    bounds.push(...bound);
    return bound;
  });
  return { bounds, ...usedNames(bounds), render };
};
