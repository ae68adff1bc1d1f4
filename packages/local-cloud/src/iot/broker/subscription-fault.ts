import { topicFilterFault } from '@signalbox/iot-sql';
import { filterLimitFault } from './limits.ts';
import { maySubscribe } from './reserved-topics.ts';

/** Why a client may not subscribe to a filter, or undefined. */
export function subscriptionFault(filter: string): string | undefined {
  if (filter.startsWith('$share/')) return 'shared subscriptions are not supported by the embedded cloud';
  if (!maySubscribe(filter)) return 'the reserved topic is unknown to the embedded cloud';
  return topicFilterFault(filter) ?? filterLimitFault(filter);
}
