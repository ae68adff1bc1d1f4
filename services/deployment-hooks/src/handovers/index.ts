import type { Kind } from '../kinds.ts';
import { acknowledgeHandovers, commandsSweepHandovers, createHandovers } from './commands.ts';
import { decideHandovers, decisionsSweepHandovers } from './decide.ts';
import type { HandoversOf } from './handover.ts';

/** Functions that keep state, and how one hands it on to the next. */
export const handoversOf: Readonly<Partial<Record<Kind, HandoversOf>>> = {
  decide: decideHandovers,
  'decisions-sweep': decisionsSweepHandovers,
  'create-command': createHandovers,
  'acknowledge-command': acknowledgeHandovers,
  'commands-sweep': commandsSweepHandovers,
};
