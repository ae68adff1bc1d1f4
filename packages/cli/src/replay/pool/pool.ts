import { Worker } from 'node:worker_threads';
import type { ReplayEvent } from '../engine/replay-event.ts';
import type { BlockSink } from '../input/sequencer.ts';
import { createBlock, type LineBlock } from '../lines/line-block.ts';
import type { ShardTable } from '../lines/shard-table.ts';
import type { FromWorker, ReplayPlan, ToWorker, WorkerResult } from './messages.ts';

/** Large, so that a block has several lines of the same device. */
const blockBytes = 16 * 1024 * 1024;
/** One is filled, one is worked on, and workers need not go in step. */
const maxBlocks = 4;

/** What a worker makes lives for one record or for long: more room for young objects than this takes memory and saves no time. */
const resourceLimits = { maxYoungGenerationSizeMb: 32 };

const createShared = (bytes: number): LineBlock => createBlock(bytes, (length) => new SharedArrayBuffer(length));

/** Told of what came to light, in the order of the lines at which it did, whatever the number of workers. */
export type OnEvents = (events: readonly ReplayEvent[]) => void;

interface InFlight {
  readonly block: LineBlock;
  readonly events: ReplayEvent[];
  waitingFor: number;
}

/** Worker threads that share the devices out among them, and the blocks of lines that they all read. */
export class Pool implements BlockSink {
  readonly #workers: readonly Worker[];
  readonly #shards: ShardTable;
  readonly #onEvents: OnEvents;
  readonly #free: LineBlock[] = [];
  readonly #inFlight: InFlight[] = [];
  /** How many of the blocks in flight each worker has done. */
  readonly #done: number[];
  readonly #ended: Extract<FromWorker, { type: 'ended' }>[] = [];
  /** What waits for a worker to get on. */
  #wake: () => void = () => undefined;
  #failure: { readonly error: unknown } | undefined;
  #blocks = 0;
  #toldShards = 0;

  constructor(plan: ReplayPlan, jobs: number, shards: ShardTable, onEvents: OnEvents) {
    this.#shards = shards;
    this.#onEvents = onEvents;
    this.#done = new Array<number>(jobs).fill(0);
    this.#workers = Array.from({ length: jobs }, (_, worker) => this.#start({ plan, worker, workers: jobs }));
  }

  #start(workerData: { readonly plan: ReplayPlan; readonly worker: number; readonly workers: number }): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, resourceLimits });
    worker.on('message', (message: FromWorker) => this.#receive(workerData.worker, message));
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', (code) => this.#fail(new Error(`a worker of the replay ended with code ${code}`)));
    return worker;
  }

  async take(bytes: number): Promise<LineBlock> {
    await this.#until(() => this.#free.length > 0 || this.#blocks < maxBlocks);
    const free = this.#free.pop();
    if (free === undefined) this.#blocks += 1;
    if (free !== undefined && bytes < free.bytes.length) return free;
    return createShared(Math.max(blockBytes, bytes + 1));
  }

  give(block: LineBlock): void {
    const newShards = this.#shards.names.slice(this.#toldShards);
    this.#toldShards = this.#shards.names.length;
    this.#inFlight.push({ block, events: [], waitingFor: this.#workers.length });
    this.#tell({ type: 'block', memory: block.memory, count: block.count, newShards });
  }

  /** Lets time go on to `until` (epoch ms) for all devices. @returns what each worker's devices came to */
  async end(until: number): Promise<readonly WorkerResult[]> {
    this.#tell({ type: 'end', until });
    await this.#until(() => this.#ended.length === this.#workers.length);
    this.#onEvents(this.#ended.flatMap(({ events }) => events).sort(byTimeAndDevice));
    return this.#ended.map(({ result }) => result);
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.removeAllListeners('exit').terminate()));
  }

  /** Stops what waits with an error. */
  abort(error: unknown): void {
    this.#fail(error);
  }

  #tell(message: ToWorker): void {
    for (const worker of this.#workers) worker.postMessage(message);
  }

  #receive(worker: number, message: FromWorker): void {
    if (message.type === 'ended') this.#ended.push(message);
    else this.#applied(worker, message.events);
    this.#wake();
  }

  #applied(worker: number, events: readonly ReplayEvent[]): void {
    const index = this.#done[worker] ?? 0;
    this.#done[worker] = index + 1;
    const inFlight = this.#inFlight[index];
    if (inFlight === undefined) return;
    inFlight.waitingFor -= 1;
    inFlight.events.push(...events);
    // Workers do blocks in order, so the one that is done by all is the first.
    if (inFlight.waitingFor > 0) return;
    this.#inFlight.shift();
    for (const [other, done] of this.#done.entries()) this.#done[other] = done - 1;
    this.#free.push(inFlight.block);
    if (inFlight.events.length > 0) this.#onEvents(inFlight.events.sort((one, other) => one.line - other.line));
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wake();
  }

  async #until(isSo: () => boolean): Promise<void> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      if (isSo()) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

const momentOf = ({ told }: ReplayEvent): { readonly decidedAt: number; readonly deviceId: string } => {
  if (told.type === 'decision') return told.decision;
  const { difference } = told;
  return difference.kind === 'removed' ? difference.before : difference.after;
};

/** At the end all devices go on at once, so that only their own times can put what they do in order. */
const byTimeAndDevice = (one: ReplayEvent, other: ReplayEvent): number => {
  const [a, b] = [momentOf(one), momentOf(other)];
  if (a.decidedAt !== b.decidedAt) return a.decidedAt - b.decidedAt;
  if (a.deviceId === b.deviceId) return 0;
  return a.deviceId < b.deviceId ? -1 : 1;
};
