export type EvaluationFailureCode = 'PAYLOAD_NOT_JSON' | 'PAYLOAD_NOT_AN_OBJECT' | 'TOO_DEEP';

const REASONS: Record<EvaluationFailureCode, string> = {
  PAYLOAD_NOT_JSON: 'the statement refers to JSON names and the payload is not JSON',
  PAYLOAD_NOT_AN_OBJECT: 'the keys of * are selected beside others and the payload is not a JSON object',
  TOO_DEEP: 'the payload is nested too deep',
};

/** Why a message could not be evaluated. Such a failure is logged; it starts no action, no error action either. */
export class EvaluationFailure extends Error {
  override readonly name = 'EvaluationFailure';
  readonly code: EvaluationFailureCode;

  constructor(code: EvaluationFailureCode) {
    super(REASONS[code]);
    this.code = code;
  }
}

/** Runs an evaluation; very deep JSON makes JSON.stringify and comparison run out of stack, which is a failure too. */
export function attempt<T>(evaluation: () => T): { ok: true; value: T } | { ok: false; failure: EvaluationFailure } {
  try {
    return { ok: true, value: evaluation() };
  } catch (error) {
    if (error instanceof EvaluationFailure) return { ok: false, failure: error };
    if (error instanceof RangeError) return { ok: false, failure: new EvaluationFailure('TOO_DEEP') };
    throw error;
  }
}
