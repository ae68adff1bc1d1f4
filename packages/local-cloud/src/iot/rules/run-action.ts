import { AwsError } from '../../kernel/aws-error.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { ActionEvent, RuleAction } from './actions/action.ts';

/** "Several attempts": AWS does not say how many. These last about seven seconds, in which a throttled shard has room again. */
const ATTEMPTS = 8;
const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 2000;

/** Errors under 500 that go away by themselves. */
const THROTTLES = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'TooManyRequestsException',
  'LimitExceededException',
  'RequestLimitExceeded',
]);

/** Runs an action, again if its error is intermittent. @throws what the last attempt threw */
export async function runAction(action: RuleAction, event: ActionEvent, clock: Clock): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action.run(event);
    } catch (error) {
      if (attempt === ATTEMPTS || !isIntermittent(error)) throw error;
      await clock.sleep(Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS));
    }
  }
}

/** 501 is this cloud saying that it lacks something. */
function isIntermittent(error: unknown): boolean {
  if (!(error instanceof AwsError)) return false;
  return (error.status >= 500 && error.status !== 501) || THROTTLES.has(error.code);
}
