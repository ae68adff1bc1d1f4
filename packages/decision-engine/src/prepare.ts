import { blankGuard } from './guard.ts';
import type { Machine } from './machine.ts';
import type { Model, TypeModel } from './model.ts';
import type { AlarmMember, DetectorMember, RuleSet, SetMember } from './rule-set.ts';
import { ruleMachine } from './rules/rule-machine.ts';
import { indexType } from './type-index.ts';
import { createBlankView } from './view.ts';
import { compileWithinBounds } from './within-bounds.ts';

/** Compilers of the kinds that not every bundle has: handed in, so that a set without detectors brings none of them along. */
export interface MemberCompilers {
  readonly detector?: (member: DetectorMember) => Machine;
  readonly alarm?: (member: AlarmMember) => Machine;
}

/** A member of a rule set that cannot be made ready to run. */
export class ModelError extends Error {
  readonly code = 'INVALID_MEMBER';
  readonly member: string;

  constructor(member: string, message: string, options?: ErrorOptions) {
    super(`${member}: ${message}`, options);
    this.member = member;
  }
}

const compile = (member: SetMember, { alarm, detector }: MemberCompilers): Machine => {
  if (member.kind === 'rule') return ruleMachine(member);
  if (member.kind === 'detector' && detector) return detector(member);
  if (member.kind === 'alarm' && alarm) return alarm(member);
  throw new Error(`is of kind ${member.kind}, for which this program has no compiler`);
};

const compileNamed = (member: SetMember, compilers: MemberCompilers): Machine => {
  try {
    return compile(member, compilers);
  } catch (error) {
    throw new ModelError(member.name, error instanceof Error ? error.message : String(error), { cause: error });
  }
};

const typeModel = (machines: readonly Machine[], deviceType: string): TypeModel => {
  const index = indexType(machines, deviceType);
  const withinBounds = compileWithinBounds(index.metrics.map(({ metric }) => metric));
  return { index, withinBounds, guard: blankGuard(index, machines) };
};

const ranksBySetting = (machines: readonly Machine[]): Map<string, number[]> => {
  const bySetting = new Map<string, number[]>();
  for (const [rank, { watching }] of machines.entries()) {
    for (const setting of new Set(watching?.settings)) {
      const known = bySetting.get(setting);
      if (known) known.push(rank);
      else bySetting.set(setting, [rank]);
    }
  }
  return bySetting;
};

/**
 * Makes a rule set ready to run: once at cold start, then for every device.
 * @throws {ModelError} naming the member that cannot be run, or whose name another one has
 */
export const prepare = (ruleSet: RuleSet, compilers: MemberCompilers = {}): Model => {
  const ranks = new Map<string, number>();
  const machines = ruleSet.rules.map((member, rank) => {
    if (ranks.has(member.name)) throw new ModelError(member.name, 'two members have this name');
    ranks.set(member.name, rank);
    return compileNamed(member, compilers);
  });
  const deviceTypes = new Set(machines.flatMap((machine) => machine.deviceTypes));
  const types = new Map([...deviceTypes].map((type) => [type, typeModel(machines, type)]));
  return {
    ...{ ruleSet, machines, ranks, types, bySetting: ranksBySetting(machines) },
    ...{ blankView: createBlankView(), views: new WeakMap() },
  };
};
