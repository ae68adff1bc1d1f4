import { errorMessage, PermanentError, type ProbeAnswer } from '@signalbox/lambda-kit';
import type { Shift } from './app-spec.ts';
import { askProbe } from './check-probes.ts';
import { functionExists } from './function-exists.ts';
import type { Continuation, Handover, HandoverContext, Item, Other, Turn } from './handovers/handover.ts';
import { handoversOf } from './handovers/index.ts';
import type { Kind } from './kinds.ts';
import type { Functions } from './ports.ts';
import { canonical } from './probes/canonical.ts';
import { same, writesOf } from './probes/expectations.ts';
import type { Finding, Progress } from './progress.ts';

/** A version of a function; at first what its alias names. */
interface Asked {
  readonly functionName: string;
  readonly version: string;
}

type Outcome = { readonly ok: true; readonly answer: ProbeAnswer } | { readonly ok: false; readonly why: string };

/** The current version, and the target. */
type Both<T> = readonly [current: T, target: T];

const notJudged = (line: string): Finding => ({ ok: true, lines: [line] });

const ask = async (functions: Functions, { functionName, version }: Asked, turn: Turn): Promise<Outcome> => {
  try {
    const answer = await askProbe(functions, functionName, version, turn);
    const failed = (answer.result as { batchItemFailures?: readonly unknown[] } | null)?.batchItemFailures ?? [];
    if (failed.length === 0) return { ok: true, answer };
    return { ok: false, why: `${functionName}:${version} fails ${failed.length} items` };
  } catch (error) {
    if (error instanceof PermanentError && error.code === 'PROBE_FAILED')
      return { ok: false, why: errorMessage(error) };
    throw error;
  }
};

const itemsOf = (answer: ProbeAnswer): readonly Item[] => writesOf(answer, 'putItem').map(([item]) => item as Item);

/** Versions from before items could be asked about tell what is in them. */
const isFromBefore = (answer: ProbeAnswer): boolean =>
  writesOf(answer, 'save').length > 0 && itemsOf(answer).length === 0;

const oneOf = (answer: ProbeAnswer, from: Continuation['from']): Item | undefined =>
  itemsOf(answer).at(from === 'first' ? 0 : -1);

/** What was written and said, without the times of clocks. Members stand in JSON, and in JSON in texts in it. */
const essence = ({ answeredWrites, result }: ProbeAnswer, clocks: readonly string[]): unknown => {
  const writes = answeredWrites.filter(({ adapter }) => adapter !== 'putEvidence');
  const clock = new RegExp(String.raw`(\\*"(?:${clocks.join('|')})\\*":)(?:\{"N":"[^"]*"\}|-?\d+)`, 'g');
  return JSON.parse(canonical({ writes, result }).replaceAll(clock, (_, name: string) => `${name}0`));
};

/** Ids of decisions and commands that were said: as one version says them and another. */
const saidBy = ({ answeredWrites }: ProbeAnswer): readonly string[] => {
  const said = answeredWrites.filter(({ adapter }) => adapter === 'putEvents' || adapter === 'publish');
  const ids = JSON.stringify(said).matchAll(/\\*"(?:decisionId|commandId)\\*":\\*"([^"\\]+)/g);
  return [...new Set([...ids].map(([, id = '']) => id))].sort();
};

const versionOf = (item: Item | undefined): number => Number((item?.['version'] as { N?: string } | undefined)?.N);

/** A write that meets a newer item stores nothing: then it says nothing of what was read. */
const startsAfresh = (found: Item, { answers }: Turn, answer: ProbeAnswer): boolean => {
  const [next] = answers['putItem'] === 'saved' ? itemsOf(answer) : [];
  return next !== undefined && versionOf(next) <= versionOf(found);
};

/** The version that an alias names right now, to be asked again and again while the alias may shift. */
const versionThatRuns = async (
  functions: Functions,
  { functionName, kind }: Other,
  alias: string,
): Promise<Asked | undefined> => {
  if (!(await functionExists(functions, functionName, kind))) return undefined;
  const invocation = await functions.invoke(functionName, alias, { probe: true });
  const { functionVersion } = (invocation.ok ? invocation.value : {}) as Partial<ProbeAnswer>;
  return functionVersion === undefined ? undefined : { functionName, version: functionVersion };
};

interface Run {
  readonly functions: Functions;
  readonly handover: Handover;
  readonly alias: string;
  readonly versions: Both<Asked>;
  readonly written: Both<ProbeAnswer>;
}

/** How a version that goes on from its own items does it; if it is of another function, from those of the current version. */
interface Read {
  readonly problems: readonly string[];
  readonly notes: readonly string[];
  readonly answer?: ProbeAnswer;
}

/** `own`: what `reader` is used to. `other`: what it meets when the versions take turns. */
const reads = async (run: Run, reader: Asked, next: Continuation, own: Item, other: Item): Promise<Read> => {
  const { functions, handover, versions } = run;
  const who = `${reader.functionName}:${reader.version}`;
  const [ofOwn, ofOther] = [next.turn(own), next.turn(other)];
  const used = await ask(functions, reader, ofOwn);
  if (!used.ok) {
    const why = `${who} cannot go on from what it is used to: ${used.why}`;
    return reader === versions[1] ? { problems: [why], notes: [] } : { problems: [], notes: [`not judged: ${why}`] };
  }
  const met = await ask(functions, reader, ofOther);
  if (!met.ok) return { problems: [`${who} cannot go on from what the other version writes: ${met.why}`], notes: [] };
  const afresh = startsAfresh(own, ofOwn, used.answer) || startsAfresh(other, ofOther, met.answer);
  const { clocks } = handover;
  return {
    answer: used.answer,
    problems: [
      ...(afresh ? [`${who} starts afresh from ${handover.name}`] : []),
      ...same(`what ${who} makes of it`, essence(met.answer, clocks), essence(used.answer, clocks)),
    ],
    notes: [],
  };
};

const byItself = async (run: Run, next: Continuation, items: Both<Item>): Promise<Read> => {
  const [current, target] = run.versions;
  const old = await reads(run, current, next, items[0], items[1]);
  const fresh = await reads(run, target, next, items[1], items[0]);
  const said = old.answer && fresh.answer ? same('what is said', saidBy(fresh.answer), saidBy(old.answer)) : [];
  return { problems: [...old.problems, ...fresh.problems, ...said], notes: [...old.notes, ...fresh.notes] };
};

const goOn = async (run: Run, next: Continuation): Promise<Read> => {
  const [current, target] = run.written.map((answer) => oneOf(answer, next.from));
  if (current === undefined || target === undefined) return { problems: [], notes: ['nothing is written'] };
  if (next.by === undefined) return byItself(run, next, [current, target]);
  const reader = await versionThatRuns(run.functions, next.by, run.alias);
  if (reader !== undefined) return reads(run, reader, next, current, target);
  return { problems: [], notes: [`${next.by.functionName} does not run: it is not asked`] };
};

/** An item to begin with. undefined if there is none to be had. */
const seedOf = async (functions: Functions, { seed }: Handover, alias: string): Promise<Item | undefined> => {
  if (seed === undefined) return {};
  const by = await versionThatRuns(functions, seed.by, alias);
  const outcome = by && (await ask(functions, by, seed.turn));
  return outcome?.ok ? oneOf(outcome.answer, seed.from) : undefined;
};

/** What both versions write; or why there is nothing to compare. */
const writtenBy = async (
  functions: Functions,
  versions: Both<Asked>,
  turn: Turn,
): Promise<Both<ProbeAnswer> | Finding> => {
  const [current, target] = versions;
  const before = await ask(functions, current, turn);
  if (!before.ok) return notJudged(`not judged, the version that runs does not do it itself: ${before.why}`);
  const after = await ask(functions, target, turn);
  if (!after.ok) return { ok: false, lines: [after.why] };
  const old = [before, after].findIndex(({ answer }) => isFromBefore(answer));
  if (old >= 0) return notJudged(`version ${versions[old]?.version} is from before items could be asked about`);
  const [had, has] = [itemsOf(before.answer).length, itemsOf(after.answer).length];
  if (had === 0 && has === 0) return notJudged('nothing is written');
  if (had === 0 || has === 0) return { ok: false, lines: [`it writes ${has} items, and not ${had} as what runs`] };
  return [before.answer, after.answer];
};

const handOver = async (
  functions: Functions,
  handover: Handover,
  alias: string,
  versions: Both<Asked>,
): Promise<Finding> => {
  const seed = await seedOf(functions, handover, alias);
  if (seed === undefined)
    return notJudged('there is no item to begin with that the running versions could be asked for');
  const written = await writtenBy(functions, versions, handover.turn(seed));
  if ('ok' in written) return written;
  const run: Run = { functions, handover, alias, versions, written };
  const found: Read[] = [];
  for (const next of handover.next) found.push(await goOn(run, next));
  const problems = [...new Set(found.flatMap((each) => each.problems))];
  const notes = [...new Set(found.flatMap((each) => each.notes))];
  return { ok: problems.length === 0, lines: [...problems, ...notes] };
};

/**
 * Has the old and the new version of a function that keeps state take turns on it, and those functions that share it: while
 * traffic shifts, each goes on from what the other has stored. Each must do so as from its own: say the same, store the same.
 * The items are those of the table, so that how they are stored is part of it. Nothing is written.
 */
export const checkStoredStates = async (
  functions: Functions,
  kind: Kind,
  { alias, currentVersion, functionName, targetVersion }: Shift,
  context: HandoverContext,
  progress: Progress,
): Promise<void> => {
  const handovers = handoversOf[kind]?.(context) ?? [];
  if (currentVersion === undefined) return;
  const versions: Both<Asked> = [
    { functionName, version: currentVersion },
    { functionName, version: targetVersion },
  ];
  for (const handover of handovers) {
    await progress.check(`stored: ${handover.name}`, () => handOver(functions, handover, alias, versions));
  }
};
