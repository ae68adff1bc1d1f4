import type { DetectorModelAction, ResourceName } from './definition-action.ts';

export type EvaluationMethod = 'BATCH' | 'SERIAL';

/** Without a condition, an event always happens. */
export interface DetectorEvent {
  readonly eventName: string;
  readonly condition?: string;
  readonly actions: readonly DetectorModelAction[];
}

export interface TransitionEvent extends DetectorEvent {
  readonly condition: string;
  readonly nextState: string;
}

export interface DetectorState {
  readonly stateName: string;
  readonly onInput: {
    readonly events: readonly DetectorEvent[];
    readonly transitionEvents: readonly TransitionEvent[];
  };
  readonly onEnter: { readonly events: readonly DetectorEvent[] };
  readonly onExit: { readonly events: readonly DetectorEvent[] };
}

/**
 * A detector model of AWS IoT Events in one form, whichever it came in: the member names of its API, lists that may be
 * left out are empty. Plain JSON. Expressions are the texts that were written.
 * @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_CreateDetectorModel.html
 */
export interface DetectorModel {
  /** Absent in a bare definition, and where CloudFormation makes the name up. */
  readonly name?: string;
  readonly description?: string;
  /** What DescribeDetectorModel says it is. */
  readonly version?: string;
  /** The path in a message's payload to what tells detectors apart; without it all messages go to a single one. */
  readonly key?: string;
  readonly role?: ResourceName;
  readonly evaluationMethod: EvaluationMethod;
  readonly initialStateName: string;
  readonly states: readonly DetectorState[];
}

/** The lifecycle events of a state, as paths and payloads name them. */
export const lifecycles = ['onEnter', 'onInput', 'onExit'] as const;
export type Lifecycle = (typeof lifecycles)[number];

/** An input: what messages bring, as far as a model may read it. `attributes` are JSON paths into the payload. */
export interface InputDefinition {
  readonly inputName: string;
  readonly attributes: readonly { readonly jsonPath: string }[];
}
