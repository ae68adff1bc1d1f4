/**
 * - `UNDER_WAY`: a candidate is in shadow or cohort already
 * - `SAME_RULES`: the candidate is what decides already
 * - `NOT_UNDER_WAY`: there is no candidate to promote
 * - `NOTHING_TO_ROLL_BACK`: no candidate, and no set that decided before
 * - `NO_STEP`: the candidate is that far already, or the percentage is none
 * - `NO_BASELINE`, `HAS_BASELINE`: the timeline is empty, or is not
 * - `UNKNOWN_ENTRY`: the timeline is older than what a device has seen: read it again
 * - `UNREADABLE`: a stored timeline, record or report that this version cannot read
 * - `RULE_SET_GONE`, `RULE_SET_CORRUPT`: a stored rule set is not there, or is not the one its hash says
 */
export type ReleaseErrorCode =
  | 'UNDER_WAY'
  | 'SAME_RULES'
  | 'NOT_UNDER_WAY'
  | 'NOTHING_TO_ROLL_BACK'
  | 'NO_STEP'
  | 'NO_BASELINE'
  | 'HAS_BASELINE'
  | 'UNKNOWN_ENTRY'
  | 'UNREADABLE'
  | 'RULE_SET_GONE'
  | 'RULE_SET_CORRUPT';

/** What a release cannot do, for callers to branch on by `code`. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  readonly code: ReleaseErrorCode;

  constructor(code: ReleaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
