import {
  type DetectorEvent,
  type DetectorModel,
  type DetectorState,
  type Lifecycle,
  lifecycles,
} from '../definition.ts';

/** An event of a model and where it is. */
export interface EventSite {
  readonly state: DetectorState;
  readonly lifecycle: Lifecycle;
  readonly event: DetectorEvent;
  /** Of a transition event. */
  readonly nextState?: string;
  readonly path: string;
}

/** All events of a model, transition events after the others of their state's onInput. */
export const eventSites = (model: DetectorModel, pathOf: (part: object) => string): readonly EventSite[] =>
  model.states.flatMap((state) =>
    lifecycles.flatMap((lifecycle) => {
      const transitions = lifecycle === 'onInput' ? state.onInput.transitionEvents : [];
      const site = (event: DetectorEvent): EventSite => ({ state, lifecycle, event, path: pathOf(event) });
      return [
        ...state[lifecycle].events.map(site),
        ...transitions.map((event) => ({ ...site(event), nextState: event.nextState })),
      ];
    }),
  );
