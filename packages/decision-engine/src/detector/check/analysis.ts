import type { Node } from '../../expression/index.ts';
import type { DetectorModel, InputDefinition } from '../definition.ts';
import type { EventSite } from './event-site.ts';
import type { ExpressionText } from './expression-text.ts';
import type { AnalysisResult } from './result.ts';

/** An expression that could be read. */
export interface Expression extends ExpressionText {
  readonly node: Node;
}

/** What all checks look at. */
export interface Analysis {
  readonly model: DetectorModel;
  readonly pathOf: (part: object) => string;
  readonly events: readonly EventSite[];
  readonly expressions: readonly Expression[];
  /** Undefined: it is not known which inputs there are. */
  readonly inputs: readonly InputDefinition[] | undefined;
}

export type Check = (analysis: Analysis) => readonly AnalysisResult[];
