import type { Machine } from './machine.ts';
import type { Model } from './model.ts';
import { prepare } from './prepare.ts';
import type { RuleSet } from './rule-set.ts';
import { ruleMachine } from './rules/rule-machine.ts';

/** A machine that says nothing of what it waits for, so that the core asks it at every reading. */
const outspoken = ({ watching: _, ...machine }: Machine): Machine => machine;

/** A model that decides as `prepare` makes it, by asking every rule at every reading: what the index must not differ from. */
export const prepareWithoutIndex = (ruleSet: RuleSet): Model =>
  prepare(
    {
      ...ruleSet,
      // Kinds that are compiled by who is handed in.
      rules: ruleSet.rules.map((member) => ({ ...member, kind: 'detector', inputs: {}, definition: {} })),
    },
    {
      detector: (member) => {
        const rule = ruleSet.rules.find(({ name }) => name === member.name);
        if (rule?.kind !== 'rule') throw new Error('is no rule for people');
        return outspoken(ruleMachine(rule));
      },
    },
  );
