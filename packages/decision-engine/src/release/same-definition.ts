import { isSameJson } from '../detector/run/same-json.ts';
import type { Model } from '../model.ts';
import type { SetMember } from '../rule-set.ts';

/** Only people read these. */
const labels = { description: undefined, severity: undefined };

const isSame = (one: SetMember, other: SetMember): boolean =>
  isSameJson(JSON.parse(JSON.stringify({ ...one, ...labels })), JSON.parse(JSON.stringify({ ...other, ...labels })));

const compared = new WeakMap<Model, WeakMap<Model, ReadonlySet<string>>>();

const compare = (from: Model, to: Model): ReadonlySet<string> => {
  const members = new Map(from.ruleSet.rules.map((member) => [member.name, member]));
  const same = to.ruleSet.rules.filter((member) => {
    const before = members.get(member.name);
    return before !== undefined && isSame(before, member);
  });
  return new Set(same.map(({ name }) => name));
};

/** Names of the members that both sets define alike. Worked out once for two models. */
export const sameDefinitions = (from: Model, to: Model): ReadonlySet<string> => {
  const known = compared.get(from) ?? new WeakMap<Model, ReadonlySet<string>>();
  compared.set(from, known);
  const names = known.get(to) ?? compare(from, to);
  known.set(to, names);
  return names;
};
