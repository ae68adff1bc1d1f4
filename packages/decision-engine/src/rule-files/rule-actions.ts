import type { Json } from '../json.ts';
import { type Bound, bindTemplate, operandsOf, type RuleNames } from '../rule-expression/index.ts';
import type { RuleAction } from '../rules/rule.ts';
import type { WrittenAction } from './action-shape.ts';
import type { KnownValues } from './known-at.ts';
import type { Path, Report } from './report.ts';
import { reporting } from './rule-conditions.ts';

export interface Template {
  readonly path: Path;
  readonly text: string;
}

/** The strings in JSON, with the way to each. */
export const textsOf = (json: Json, path: Path): Template[] => {
  if (typeof json === 'string') return [{ path, text: json }];
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, member]) =>
    textsOf(member, [...path, Array.isArray(json) ? Number(name) : name]),
  );
};

/** Names that a value is computed from: metrics, `last(metric)`, `time`. What isMissing asks of need not be there. */
const neededNames = (bound: Bound): string[] => {
  if (bound.kind === 'metric' || (bound.kind === 'property' && bound.name === 'time')) return [bound.name];
  if (bound.kind === 'last') return [`last(${bound.name})`];
  return bound.kind === 'missing' ? [] : operandsOf(bound).flatMap(neededNames);
};

/** A command without one of its values cannot be sent, so each of them must be there; a text can say that it is not. */
const refuseUnknown = (
  bounds: readonly Bound[],
  known: KnownValues,
  mustBeSure: boolean,
  refuse: (message: string) => void,
) => {
  for (const name of new Set(bounds.flatMap(neededNames))) {
    const isLast = name.startsWith('last(');
    if (!known.hasReading && !isLast) refuse(`${name} has no value here: there is no reading in ${known.moment}`);
    else if (mustBeSure && known.hasReading && name !== 'time' && known.sure?.has(name) === false)
      refuse(
        `${known.moment} may lack ${name}, and a command needs it: let the condition ask for it, as with !isMissing(${name})`,
      );
  }
};

const checkTemplate = (
  { path, text }: Template,
  names: RuleNames,
  known: KnownValues,
  mustBeSure: boolean,
  report: Report,
) => {
  const bounds = reporting(path, report, () => bindTemplate(text, names)) ?? [];
  refuseUnknown(bounds, known, mustBeSure, (message) => report(path, message));
};

const actionOf = ({ command, notification }: WrittenAction): RuleAction | undefined => {
  if (command) {
    const { expiresAfter, name, parameters } = command;
    return { command: { name, parameters, ...(expiresAfter !== undefined && { expiresInMs: expiresAfter }) } };
  }
  return notification && { notification };
};

/** The actions at `path`, with what is wrong with their templates reported. */
export const ruleActions = (
  written: readonly (WrittenAction | undefined)[] | undefined,
  path: Path,
  names: RuleNames,
  known: KnownValues,
  report: Report,
): RuleAction[] =>
  (written ?? []).flatMap((action, index) => {
    if (action === undefined) return [];
    const at = [...path, index];
    const { command, notification } = action;
    const texts = textsOf(command?.parameters ?? {}, [...at, 'command', 'parameters']);
    for (const template of texts) checkTemplate(template, names, known, true, report);
    for (const template of textsOf({ ...notification }, [...at, 'notification']))
      checkTemplate(template, names, known, false, report);
    return actionOf(action) ?? [];
  });
