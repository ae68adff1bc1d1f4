import type { ModelProblem } from '../../rule-files/model-reader.ts';
import type { AnalysisResult } from '../check/result.ts';
import type { SourcePath } from '../definition-form.ts';
import type { MemberProblem } from './member-problem.ts';

/** Puts problems where they are in the file of a model. @param pathOf a location of the analysis as a way in the document */
export const createProblemPlaces = (pathOf: (location: string) => SourcePath) => ({
  ofResult: ({ message, locations }: AnalysisResult): ModelProblem => ({
    ...{ in: 'model', path: pathOf(locations[0]?.path ?? ''), message },
  }),
  ofMember: ({ path, ...rest }: MemberProblem): ModelProblem => ({
    ...rest,
    path: typeof path === 'string' ? pathOf(path) : path,
  }),
});
