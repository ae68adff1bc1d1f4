import type { CloudContext } from '../../kernel/context.ts';
import type { Store } from '../store.ts';
import type { Notifier } from './notifier.ts';

/** What the steps of a deployment work with. */
export interface EngineParts {
  readonly context: CloudContext;
  readonly store: Store;
  readonly notifier: Notifier;
}

/** What a step gives: how long nothing is to be done, in ms of the cloud's clock; undefined to go on at once. */
export type Wait = number | undefined;
