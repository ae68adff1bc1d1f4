import type { ReleasedService, ReleaseKind, ReleaseRecord, ReleaseStatus } from '@signalbox/releases';
import { Problem } from '../problem.ts';
import type { ReleaseBook } from './release-book.ts';
import type { Service } from './services.ts';
import { type ChangedService, changedServices, type LookAtStacks, type StackState } from './stack-state.ts';

/** What a release acts on. */
export interface ReleaseWorld {
  readonly services: readonly Service[];
  readonly book: ReleaseBook;
  readonly look: LookAtStacks;
  /** @returns the exit code of the Serverless CLI; undefined if it was stopped */
  readonly sls: (args: readonly string[], service?: Service) => Promise<number | undefined>;
  /** Epoch ms. */
  readonly now: () => number;
  readonly say: (line: string) => void;
}

export interface ReleaseOptions {
  readonly stage: string;
  readonly by: string;
  readonly commit?: string;
}

/** A release that nobody ends is in nobody's way after so long. */
const activeForMs = 6 * 3_600_000;

const idOf = (kind: ReleaseKind, at: number): string =>
  `${kind}-${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}`;

const started = (kind: 'release' | 'rollback', { stage, by, commit }: ReleaseOptions, at: number): ReleaseRecord => ({
  ...{ releaseId: idOf(kind, at), kind, stage, startedAt: at, status: 'RUNNING', by, deployments: [] },
  ...(commit !== undefined && { commit }),
});

const agoText = (ms: number): string => `${Math.max(1, Math.round(ms / 60_000))} min ago`;

/** @throws Problem `release-under-way` */
const begin = async ({ book, now }: ReleaseWorld, record: ReleaseRecord): Promise<void> => {
  const { kind, releaseId, stage, startedAt } = record;
  if (kind === 'deployment') throw new Error('a single deployment is never the active release');
  const active = { releaseId, kind, startedAt, until: startedAt + activeForMs };
  if ((await book.begin(active, now())) === 'begun') return book.save(record);
  const other = await book.active(now());
  const which =
    other === undefined ? 'another release' : `${other.releaseId}, begun ${agoText(now() - other.startedAt)},`;
  const until = other === undefined ? '' : ` (or wait until ${new Date(other.until).toISOString()})`;
  throw new Problem(
    'release-under-way',
    `${which} is under way on stage ${stage}. Wait for its end. If whoever ran it is gone: signalbox release --stage ${stage} --clear ${other?.releaseId ?? '<id>'}${until}`,
  );
};

/** Ends a record. */
const end = async (
  { book, now }: ReleaseWorld,
  record: ReleaseRecord,
  outcome: { readonly status: ReleaseStatus; readonly services?: readonly ReleasedService[]; readonly reason?: string },
): Promise<void> => {
  await book.save({ ...record, ...outcome, endedAt: now() });
  await book.end(record.releaseId);
};

const told = ({ service, previous, deployed }: ChangedService, status: string): ReleasedService => ({
  ...{ service: service.name, status },
  ...(previous !== undefined && { previous }),
  ...(deployed !== undefined && { deployed }),
});

const nothingBefore = ({ service, isNew }: ChangedService): string =>
  isNew
    ? `${service.name} was deployed for the first time: there is nothing to go back to, it stays as it is`
    : `${service.name} cannot go back: the package it ran before is not stored any more. Deploy the commit that it came from`;

/** Puts a service back to the package that it ran before. @returns what became of it */
const putBack = async (world: ReleaseWorld, changed: ChangedService, stage: string): Promise<ReleasedService> => {
  const { service, previous } = changed;
  if (previous === undefined) {
    world.say(nothingBefore(changed));
    return told(changed, changed.isNew ? 'NEW' : 'NO_PREVIOUS_PACKAGE');
  }
  world.say(`Rolling back ${service.name} to ${new Date(Number(previous)).toISOString()}`);
  const code = await world.sls(['rollback', '--timestamp', previous, '--stage', stage], service);
  return told(changed, code === 0 ? 'ROLLED_BACK' : 'ROLLBACK_FAILED');
};

/** Puts back what changed, the last first. What cannot go back does not keep the others from it. */
const rollBack = async (
  world: ReleaseWorld,
  changed: readonly ChangedService[],
  options: ReleaseOptions,
): Promise<readonly ReleasedService[]> => {
  const record = started('rollback', options, world.now());
  await begin(world, record);
  const services: ReleasedService[] = [];
  for (const each of changed.toReversed()) services.push(await putBack(world, each, options.stage));
  const failed = services.filter(({ status }) => status === 'ROLLBACK_FAILED' || status === 'NO_PREVIOUS_PACKAGE');
  await end(world, record, { status: failed.length === 0 ? 'SUCCEEDED' : 'FAILED', services });
  return services;
};

const namesOf = (services: readonly { readonly service: string }[]): string =>
  services.map(({ service }) => service).join(', ');

/** What goes into the record, and to people, when services were put back after `what`. */
const rollbackOutcome = (services: readonly ReleasedService[], what: string) => {
  const stuck = services.filter(({ status }) => status === 'ROLLBACK_FAILED' || status === 'NO_PREVIOUS_PACKAGE');
  const back = services.filter(({ status }) => status === 'ROLLED_BACK');
  const parts = [what];
  if (back.length > 0) parts.push(`back on their previous packages: ${namesOf(back)}`);
  if (stuck.length > 0) parts.push(`could not go back: ${namesOf(stuck)}`);
  const status: ReleaseStatus = stuck.length > 0 ? 'ROLLBACK_FAILED' : 'ROLLED_BACK';
  return { status, services, reason: parts.join('; ') };
};

/** @throws Problem `interrupted`: what has changed stays, old and new read one another's records */
const endInterrupted = async (
  world: ReleaseWorld,
  record: ReleaseRecord,
  changed: readonly ChangedService[],
): Promise<never> => {
  const services = changed.map((each) => told(each, 'CHANGED'));
  const which =
    services.length === 0 ? 'no service had changed' : `these had changed, and stay so: ${namesOf(services)}`;
  const reason = `stopped by hand; ${which}. What CloudFormation has begun goes on`;
  await end(world, record, { status: 'FAILED', services, reason });
  throw new Problem('interrupted', reason);
};

interface Attempt {
  readonly record: ReleaseRecord;
  readonly changed: readonly ChangedService[];
}

/** @throws Problem `deployment-failed` */
const endFailed = async (
  world: ReleaseWorld,
  { record, changed, options, code }: Attempt & { readonly options: ReleaseOptions; readonly code: number },
): Promise<never> => {
  const what = `sls deploy --stage ${options.stage} ended with code ${code}`;
  if (changed.length === 0) {
    await end(world, record, { status: 'FAILED', services: [], reason: what });
    throw new Problem('deployment-failed', `${what}; no service has changed`);
  }
  world.say(`${what}: ${changed.map(({ service }) => service.name).join(', ')} changed already and will be put back`);
  // One is active at a time, and hooks ask which: the rollback must not be held up by what they would find in it.
  await world.book.end(record.releaseId);
  const outcome = await rollBack(world, changed, options).then(
    (services) => rollbackOutcome(services, what),
    (error: Error) => ({ status: 'ROLLBACK_FAILED' as const, reason: `${what}; not put back: ${error.message}` }),
  );
  await end(world, record, outcome);
  throw new Problem('deployment-failed', outcome.reason);
};

const changesSince = async ({ services, look }: ReleaseWorld, before: readonly StackState[]) =>
  changedServices(services, before, await look(services));

/**
 * Deploys all services under one record. When one fails, those that had changed are put back, the last first.
 * @returns the record of a release that succeeded
 * @throws Problem `release-under-way`, `deployment-failed`, `interrupted`
 */
export const releaseServices = async (world: ReleaseWorld, options: ReleaseOptions): Promise<ReleaseRecord> => {
  const record = started('release', options, world.now());
  await begin(world, record);
  world.say(`${record.releaseId}: deploying to stage ${options.stage}`);
  const before = await world.look(world.services);
  const code = await world.sls(['deploy', '--stage', options.stage]);
  const changed = await changesSince(world, before);
  if (code === undefined) return endInterrupted(world, record, changed);
  if (code !== 0) return endFailed(world, { record, changed, options, code });
  const services = changed.map((each) => told(each, 'DEPLOYED'));
  await end(world, record, { status: 'SUCCEEDED', services });
  world.say(services.length === 0 ? 'No service has changed' : `Changed: ${namesOf(services)}`);
  return { ...record, services };
};

/** Forgets a release whose process is gone. @throws Problem `not-found` if another one is active, or none */
export const clearRelease = async (world: Pick<ReleaseWorld, 'book' | 'now'>, releaseId: string, by: string) => {
  const active = await world.book.active(world.now());
  if (active?.releaseId !== releaseId) {
    const which = active === undefined ? 'no release is' : `${active.releaseId} is`;
    throw new Problem('not-found', `${which} under way, not ${releaseId}`);
  }
  const record = await world.book.find(releaseId);
  if (record?.status === 'RUNNING') {
    await world.book.save({ ...record, status: 'FAILED', endedAt: world.now(), reason: `cleared by ${by}` });
  }
  await world.book.end(releaseId);
};
