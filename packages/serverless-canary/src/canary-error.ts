/** Why a service is not packaged or a release not started. */
export class CanaryError extends Error {
  readonly code: 'CANARY_SETTINGS' | 'CANARY_REFERENCE' | 'CANARY_JOINT_CHANGE' | 'CANARY_ALARM' | 'CANARY_UNDER_WAY';

  constructor(code: CanaryError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
