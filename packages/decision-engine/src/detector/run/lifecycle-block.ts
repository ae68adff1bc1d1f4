import type { EvaluationMethod, Lifecycle } from '../definition.ts';
import type { CompiledAction } from './compile-action.ts';
import type { Draft } from './draft.ts';

export interface CompiledEvent {
  readonly name: string;
  /** Absent: always. */
  readonly holds?: (draft: Draft) => boolean;
  readonly actions: readonly CompiledAction[];
}

export interface CompiledTransition extends CompiledEvent {
  readonly nextState: string;
}

export interface CompiledBlock<Transition extends CompiledTransition = CompiledTransition> {
  readonly lifecycle: Lifecycle;
  readonly events: readonly CompiledEvent[];
  /** In `onInput` only. */
  readonly transitions: readonly Transition[];
}

const happens = (draft: Draft, { holds }: CompiledEvent): boolean => holds?.(draft) ?? true;

export const performEvent = (draft: Draft, { name, actions }: CompiledEvent, lifecycle: Lifecycle): void => {
  for (const action of actions) action(draft, { event: name, lifecycle });
};

/**
 * One lifecycle block of a state. BATCH decides all conditions, those of transitions too, before any action changes
 * anything; SERIAL decides and acts event by event. Actions see what earlier ones did in either case: a payload tells the
 * detector's state "at the time the action was run".
 * @returns the first transition whose condition holds; its actions are still to be performed
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/iotevents-restrictions-detector-model.html
 */
export const runBlock = (
  draft: Draft,
  block: CompiledBlock,
  method: EvaluationMethod,
): CompiledTransition | undefined => {
  const { lifecycle, events, transitions } = block;
  if (method === 'BATCH') {
    const happening = events.filter((event) => happens(draft, event));
    const transition = transitions.find((each) => happens(draft, each));
    for (const event of happening) performEvent(draft, event, lifecycle);
    return transition;
  }
  for (const event of events) if (happens(draft, event)) performEvent(draft, event, lifecycle);
  return transitions.find((each) => happens(draft, each));
};
