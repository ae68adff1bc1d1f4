import type { Kind } from '../kinds.ts';
import { acknowledgeCommandProbes } from './acknowledge-command.ts';
import { archiveProbes } from './archive.ts';
import { commandsSweepProbes } from './commands-sweep.ts';
import { createCommandProbes } from './create-command.ts';
import { decideProbes } from './decide.ts';
import { decisionsSweepProbes } from './decisions-sweep.ts';
import { ingestProbes } from './ingest.ts';
import { performProbes } from './perform.ts';
import type { Probe, ProbeContext, ProbesOf } from './probe.ts';
import { putAgainProbes } from './put-again.ts';
import { rulesAdvanceProbes } from './rules-advance.ts';
import { startProbe } from './start.ts';

const byKind: Readonly<Record<Kind, ProbesOf>> = {
  archive: archiveProbes,
  ingest: ingestProbes,
  'put-again': putAgainProbes,
  decide: decideProbes,
  'decisions-sweep': decisionsSweepProbes,
  perform: performProbes,
  'rules-advance': rulesAdvanceProbes,
  'create-command': createCommandProbes,
  'acknowledge-command': acknowledgeCommandProbes,
  'commands-sweep': commandsSweepProbes,
};

/** What a function of a kind is asked, and what it must answer. */
export const probesOf = async (kind: Kind, context: ProbeContext): Promise<readonly Probe[]> => [
  startProbe,
  ...(await byKind[kind](context)),
];
