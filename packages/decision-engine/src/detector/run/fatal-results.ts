import type { AnalysisResult } from '../check/result.ts';

const types: readonly AnalysisResult['type'][] = ['structure', 'expression-syntax', 'supported-actions'];

/**
 * Those results of the analysis with which a model cannot be run. With errors of the other types (data types, limits,
 * references) AWS ran models, and so do we: its analysis was advice, asked for apart from making a model.
 */
export const fatalResults = <Result extends AnalysisResult>(results: readonly Result[]): Result[] =>
  results.filter(({ level, type }) => level === 'ERROR' && types.includes(type));
