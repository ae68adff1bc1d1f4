import { AwsError } from '../kernel/aws-error.ts';
import type { Stream } from './stream.ts';
import type { Streams } from './streams.ts';

/** How operations name a stream. */
export interface StreamReference {
  readonly StreamName?: string | undefined;
  readonly StreamARN?: string | undefined;
}

/** @throws AwsError InvalidArgumentException if neither is given, ResourceNotFoundException */
export const referredStream = (streams: Streams, { StreamName, StreamARN }: StreamReference): Stream => {
  const reference = StreamARN ?? StreamName;
  if (reference !== undefined) return streams.get(reference);
  throw new AwsError('InvalidArgumentException', 'Either StreamARN or StreamName must be provided.');
};
