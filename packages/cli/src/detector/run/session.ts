import { type ActionProblem, DetectorError } from '@signalbox/decision-engine/detector';
import { DueQueue } from './due-queue.ts';
import type { InputLine } from './input-line.ts';
import { outputLine } from './output-line.ts';
import { RecentIds } from './recent-ids.ts';
import type { RunEvent, Runnable } from './runnable.ts';

export interface SessionOutput {
  /** A line of the result. */
  write(line: string): void;
  /** What did not come to a line, or not to all of it. */
  note(text: string): void;
}

const triggers = { message: 'Message', timer: 'Timer', operation: 'Operation' } as const;

/** A key, as the queue and the map know it. No key has no characters. */
const nameOf = (key: string | undefined): string => key ?? '';

/** Virtual time, and all instances of a model in it. Memory grows with their number, not with that of the lines. */
export class Session<State> {
  readonly #model: Runnable<State>;
  readonly #output: SessionOutput;
  readonly #states = new Map<string, State>();
  readonly #due = new DueQueue();
  readonly #ids = new RecentIds();
  #now = 0;

  constructor(model: Runnable<State>, output: SessionOutput) {
    this.#model = model;
    this.#output = output;
  }

  /** Lets time pass to the line, so that timers fire, and then does what the line asks for. @param where for notes: `line 3` */
  take(line: InputLine, where: string): void {
    if (line.at < this.#now)
      this.#output.note(`${where}: its time lies ${this.#now - line.at} ms back; it counts as now`);
    this.#passTo(Math.max(this.#now, line.at), where);
    try {
      this.#apply(line, where);
    } catch (error) {
      if (!(error instanceof DetectorError)) throw error;
      this.#output.note(`${where}: dropped: ${error.message}`);
    }
  }

  #passTo(time: number, where: string): void {
    for (;;) {
      const first = this.#due.first();
      if (first === undefined || first.dueAt > time) break;
      this.#fire(first.key, first.dueAt, where);
    }
    this.#now = time;
  }

  /** Timers of one instance that are due at the same time fire in the order of their names. */
  #fire(name: string, dueAt: number, where: string): void {
    const state = this.#states.get(name);
    const timers = state === undefined ? {} : this.#model.timersOf(state);
    const timer = Object.keys(timers)
      .filter((each) => timers[each] === dueAt)
      .sort()[0];
    if (timer === undefined) throw new TypeError(`no timer of '${name}' is due at ${dueAt}`);
    this.#evaluate(name, { type: 'timer', timer, dueAt }, dueAt, where);
  }

  #apply(line: InputLine, where: string): void {
    if (line.kind === 'time') return;
    if (line.kind === 'operation') {
      this.#operate(line, where);
      return;
    }
    const { messageId, input, payload } = line;
    if (messageId !== undefined && this.#ids.cameBefore(messageId, this.#now)) {
      this.#output.note(`${where}: dropped: the message id ${messageId} came within the last five minutes`);
      return;
    }
    if (!this.#model.inputs.has(input)) {
      this.#output.note(`${where}: dropped: the model reads no input '${input}'`);
      return;
    }
    const id = messageId === undefined ? {} : { messageId };
    const event = { type: 'message', input, payload, id: where, ...id } as const;
    this.#evaluate(nameOf(this.#model.keyOf(payload)), event, this.#now, where);
  }

  #operate({ key, event }: InputLine & { kind: 'operation' }, where: string): void {
    if (this.#model.hasKey === (key !== undefined))
      this.#evaluate(nameOf(key), { ...event, id: where }, this.#now, where);
    else this.#output.note(`${where}: dropped: ${key === undefined ? 'it has no key' : 'the model has no key'}`);
  }

  #evaluate(name: string, event: RunEvent, now: number, where: string): void {
    const key = name === '' ? undefined : name;
    const taken = this.#model.take(this.#states.get(name), event, now, key);
    for (const problem of taken.problems) this.#output.note(`${where}: ${problemText(problem, name)}`);
    if (taken.dropped !== undefined) {
      this.#output.note(`${where}: dropped: ${taken.dropped}`);
      return;
    }
    const { state, from, to, variables, actions } = taken;
    const timers = state === undefined ? {} : this.#model.timersOf(state);
    if (state === undefined) this.#states.delete(name);
    else this.#states.set(name, state);
    const dues = Object.values(timers);
    this.#due.set(name, dues.length === 0 ? undefined : Math.min(...dues));
    this.#output.write(
      outputLine({ at: now, key, trigger: triggers[event.type], from, state: to, variables, timers, actions }),
    );
  }
}

const problemText = ({ level, event, lifecycle, type, message }: ActionProblem, name: string): string => {
  const detector = name === '' ? '' : ` of '${name}'`;
  return `${level.toLowerCase()}: ${type} in ${lifecycle} '${event}'${detector}: ${message}`;
};
