import type { JsonMap } from '../template/json.ts';
import type { DeletionPolicy } from '../template/template.ts';

/** One physical resource. */
export interface Instance {
  /** Unique over all that was ever made; the random part of generated names comes from it. */
  readonly token: string;
  readonly physicalId: string;
  readonly attributes: JsonMap;
  /** The properties as the template gives them: dynamic references still stand. What changed is found by these. */
  readonly declared: JsonMap;
  /** The properties as the resource type was given them. */
  readonly properties: JsonMap;
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
  /** What the UpdatePolicy says to the type, evaluated. */
  readonly updatePolicy?: JsonMap | undefined;
  readonly metadata?: unknown;
}

/** What of an instance the template alone decides. */
export type InstanceSettings = Pick<
  Instance,
  'dependsOn' | 'deletionPolicy' | 'updateReplacePolicy' | 'updatePolicy' | 'metadata'
>;

/** A logical resource of a stack. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly statusReason?: string | undefined;
  /** Epoch ms. */
  readonly updatedAt: number;
  /** What exists now; absent before its creation is through. */
  readonly current?: Instance | undefined;
  /** What existed before the running update; absent for a resource that this update adds. */
  readonly previous?: Instance | undefined;
  /** What was replaced and is to be removed in clean-up. */
  readonly replaced: readonly Instance[];
  /** The token of a creation under way. */
  readonly pendingToken?: string | undefined;
  /** The token of the last change, if it was one under an UpdatePolicy: with it a change that was cut off is taken up again. */
  readonly changeToken?: string | undefined;
}

/** Whether the end of the cloud cut off a change of it that can be taken up again. Asked only when nothing works on it. */
export const isCutOff = ({ status, changeToken }: StackResource): boolean =>
  status === 'UPDATE_IN_PROGRESS' && changeToken !== undefined;

/** Everything physical of a logical resource, each once. */
export const instancesOf = ({ current, previous, replaced }: StackResource): readonly Instance[] => {
  const all = [current, previous, ...replaced].filter((each) => each !== undefined);
  return [...new Map(all.map((each) => [each.token, each])).values()];
};
