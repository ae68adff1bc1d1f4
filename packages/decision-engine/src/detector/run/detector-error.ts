/**
 * UNKNOWN_INPUT: no expression of the model reads the input. KEY_MISSING, KEY_INVALID: the payload tells no detector.
 * WRONG_DETECTOR: the message is another detector's. MESSAGE_ID_INVALID: see `message-ids.ts`. TOO_MANY_MESSAGE_IDS,
 * INPUT_TOO_LARGE: what would have to be remembered is past its bound. UNKNOWN_STATE_VERSION: another version wrote it.
 */
export type DetectorErrorCode =
  | 'UNKNOWN_INPUT'
  | 'KEY_MISSING'
  | 'KEY_INVALID'
  | 'WRONG_DETECTOR'
  | 'MESSAGE_ID_INVALID'
  | 'TOO_MANY_MESSAGE_IDS'
  | 'INPUT_TOO_LARGE'
  | 'UNKNOWN_STATE_VERSION';

/** A message that no detector can take. The detector stays as it was. */
export class DetectorError extends Error {
  override readonly name = 'DetectorError';
  readonly code: DetectorErrorCode;

  constructor(code: DetectorErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
