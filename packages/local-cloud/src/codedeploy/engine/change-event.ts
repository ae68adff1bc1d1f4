import type { Deployment, EventName, LifecycleEvent } from '../model/deployment.ts';
import type { EngineParts } from './engine-parts.ts';

/** Changes one lifecycle event of a deployment. */
export const changeEvent = (
  deployment: Deployment,
  name: EventName,
  change: Partial<LifecycleEvent>,
  { store, context }: EngineParts,
): void => {
  const events = deployment.events.map((event) => (event.name === name ? { ...event, ...change } : event));
  store.change(deployment.id, { events, updatedAt: context.clock.now() });
};
