import { type Node, parseExpression, parseTemplate, walk } from '../expression/index.ts';
import type { Report } from './report.ts';
import { textsOf } from './rule-actions.ts';
import type { WrittenRule } from './rule-shape.ts';

const namesIn = (nodes: readonly (Node | string)[]): string[] => {
  const names: string[] = [];
  for (const node of nodes) {
    if (typeof node !== 'string') walk(node, (each) => void (each.kind === 'reference' && names.push(each.root)));
  }
  return names;
};

/** Refuses parameters that nothing names: their rule goes by something else than its writer thinks. All texts must compile. */
export const refuseUnused = (
  { when, clear, then = [], onClear = [], parameters = {} }: WrittenRule,
  report: Report,
): void => {
  const expressions = [when, clear].filter((text) => text !== undefined).map(parseExpression);
  const templates = [...then, ...onClear].flatMap((action) => [
    ...textsOf(action?.command?.parameters ?? {}, []),
    ...textsOf({ ...action?.notification }, []),
  ]);
  const used = new Set(namesIn([...expressions, ...templates.flatMap(({ text }) => parseTemplate(text))]));
  for (const name of Object.keys(parameters)) {
    if (!used.has(name)) report(['parameters', name], `nothing in this rule names ${name}`, { key: true });
  }
};
