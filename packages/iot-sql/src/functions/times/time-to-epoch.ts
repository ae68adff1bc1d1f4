import { textFunction } from '../text-function.ts';
import { jdkParser } from './jdk-parser.ts';
import { resolveMoment } from './resolve-moment.ts';

/**
 * `time_to_epoch(text, pattern)`: epoch milliseconds of a time written by a pattern of java.time's DateTimeFormatter (JDK 11). Without
 * a zone it is UTC. Undefined for an invalid pattern and for a text that does not follow it.
 */
export const timeToEpoch = textFunction(
  'time_to_epoch',
  (text, pattern) => {
    const fields = jdkParser(pattern)?.(text);
    return fields && resolveMoment(fields);
  },
  { arguments: 2, since2016: true },
);
