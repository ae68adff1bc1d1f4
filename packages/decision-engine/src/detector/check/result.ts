/** The validators of AWS's analysis, and the names that results carry. */
export type AnalysisType =
  | 'supported-actions'
  | 'service-limits'
  | 'structure'
  | 'expression-syntax'
  | 'data-type'
  | 'referenced-data'
  | 'referenced-resource';

export type AnalysisLevel = 'INFO' | 'WARNING' | 'ERROR';

/**
 * One finding, as GetDetectorModelAnalysisResults gave it. A location's `path` leads from the definition to the field,
 * in the API's names: `states[0].onInput.events[0]`; of members beside the definition it is the name: `key`.
 * @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_AnalysisResult.html
 */
export interface AnalysisResult {
  readonly type: AnalysisType;
  readonly level: AnalysisLevel;
  readonly message: string;
  readonly locations: readonly { readonly path: string }[];
}

/** A result of level ERROR at the given places. */
export const analysisError = (type: AnalysisType, message: string, ...paths: readonly string[]): AnalysisResult => ({
  type,
  level: 'ERROR',
  message,
  locations: paths.map((path) => ({ path })),
});

export const analysisWarning = (type: AnalysisType, message: string, ...paths: readonly string[]): AnalysisResult => ({
  ...analysisError(type, message, ...paths),
  level: 'WARNING',
});

/** With an ERROR, AWS would not take a model; whatever else is said of it is advice. */
export const hasErrors = (results: readonly AnalysisResult[]): boolean =>
  results.some(({ level }) => level === 'ERROR');
