export type EvaluationFailureCode =
  | 'PAYLOAD_NOT_JSON'
  | 'PAYLOAD_NOT_AN_OBJECT'
  | 'TOO_DEEP'
  | 'TOO_LARGE'
  | 'GET_DYNAMODB_TWICE'
  | 'FUNCTION_FAILED';

const REASONS: Record<EvaluationFailureCode, string> = {
  PAYLOAD_NOT_JSON: 'the statement refers to JSON names and the payload is not JSON',
  PAYLOAD_NOT_AN_OBJECT: 'the keys of * are selected beside others and the payload is not a JSON object',
  TOO_DEEP: 'the payload is nested too deep',
  TOO_LARGE: 'the result of a function is larger than AWS allows',
  GET_DYNAMODB_TWICE: 'get_dynamodb() is called more than once in the statement',
  FUNCTION_FAILED: 'a function that needs another service failed',
};

/** Why a message could not be evaluated. Such a failure is logged; it starts no action, no error action either. */
export class EvaluationFailure extends Error {
  override readonly name = 'EvaluationFailure';
  readonly code: EvaluationFailureCode;

  constructor(code: EvaluationFailureCode, detail?: string, options?: { cause?: unknown }) {
    super(detail === undefined ? REASONS[code] : `${REASONS[code]}: ${detail}`, options);
    this.code = code;
  }
}

export type Attempt<T> = { ok: true; value: T } | { ok: false; failure: EvaluationFailure };

/** @throws PortCall when the evaluation has to wait for a port */
export function attempt<T>(evaluation: () => T): Attempt<T> {
  try {
    return { ok: true, value: evaluation() };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

/** Very deep JSON makes JSON.stringify and comparison run out of stack, which is a failure too. @throws anything else again */
export function failureOf(error: unknown): EvaluationFailure {
  if (error instanceof EvaluationFailure) return error;
  if (error instanceof RangeError) return new EvaluationFailure('TOO_DEEP');
  throw error;
}
