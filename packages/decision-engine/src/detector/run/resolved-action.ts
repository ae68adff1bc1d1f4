import type { Value } from '../../expression/iot-events/index.ts';
import type { Lifecycle } from '../definition.ts';
import type { DetectorModelAction, ResourceName } from '../definition-action.ts';

/** The text to deliver. `json`: it is valid JSON, and was meant to be. */
export interface PayloadText {
  readonly text: string;
  readonly json: boolean;
}

/** Parameters of an action, evaluated. A resource that a template computes stands as the template has it. */
export interface Parameters {
  readonly [name: string]: Value | ResourceName | Parameters;
}

/** Where in a model an action or a problem belongs. */
export interface ActionPlace {
  readonly event: string;
  readonly lifecycle: Lifecycle;
}

/** An action that was carried out (`setVariable` and the like) or is to be carried out by others. */
export interface ResolvedAction extends ActionPlace {
  readonly type: DetectorModelAction['type'];
  /** Named as in the model, without `payload`. */
  readonly parameters: Parameters;
  /** Of all actions that go out, `iotSiteWise` apart. */
  readonly payload?: PayloadText;
  /** Of all actions that go out. The same for the same event of the same detector, however often it is evaluated. */
  readonly executionId?: string;
}

/** An ERROR: the action was not carried out, the others were. A WARNING: it was. */
export interface ActionProblem extends ActionPlace {
  readonly level: 'ERROR' | 'WARNING';
  readonly type: DetectorModelAction['type'];
  readonly message: string;
}
