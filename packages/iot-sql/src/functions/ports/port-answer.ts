import { EvaluationFailure } from '../../evaluation-failure.ts';
import type { PortAnswer } from '../../ports/sql-ports.ts';
import { parsePayload } from '../../values/payload-json.ts';
import type { SqlValue } from '../../values/sql-value.ts';

/** The value of a port's JSON. @throws EvaluationFailure FUNCTION_FAILED for what is not JSON */
export function readAnswer(name: string, answer: PortAnswer): SqlValue {
  if (answer === undefined) return undefined;
  try {
    return parsePayload(typeof answer === 'string' ? Buffer.from(answer) : answer);
  } catch (cause) {
    throw new EvaluationFailure('FUNCTION_FAILED', `${name}() answered what is not JSON`, { cause });
  }
}
